/** The dialog to choose a place: a press on the map, or a city from the list. */
import { CITIES, nearestCity } from './cities.js'
import { button, el } from './element.js'
import { drawMap, drawPin } from './map.js'
import { openDialog } from './notice.js'

/** Asks for a place and gives it to `send`. */
export function choosePlace(send) {
  let place = CITIES[0]
  const says = el('p', { class: 'place-says', role: 'status' })
  const cities = el(
    'select',
    { id: 'city' },
    CITIES.map(({ name }) => el('option', { value: name }, name)),
  )
  const put = (next) => {
    place = next
    map.querySelector('.pin')?.remove()
    map.append(drawPin(place))
    const { name, km } = nearestCity(place)
    says.textContent = `${place.latitude}, ${place.longitude}, ${km < 5 ? `in ${name}` : `${km} km from ${name}`}`
  }
  const map = drawMap({ label: 'Map of Kazakhstan: press a place, or choose a city from the list', onPick: put })
  cities.addEventListener('change', () => put(CITIES.find(({ name }) => name === cities.value)))
  const done = button('Send this place', { class: 'main' })
  const dialog = openDialog(
    'Send a location',
    el('p', { class: 'hint' }, 'Press a place on the map, or choose a city.'),
    map,
    el('label', { for: 'city' }, 'City ', cities),
    says,
    el('div', { class: 'dialog-buttons' }, done),
  )
  done.addEventListener('click', () => {
    dialog.close()
    send({ latitude: place.latitude, longitude: place.longitude })
  })
  put(place)
  cities.focus()
}
