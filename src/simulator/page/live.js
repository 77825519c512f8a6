/** Keeps the store true: reads the state when the connection opens, takes in events, reads again when an event asks for it. */
import { follow } from './server.js'
import { apply, refresh } from './store.js'

const RETRY_MS = 1000

/** Starts to follow. `answered` hears of answers to taps, `connected` of the connection coming and going. */
export function createLive(store, { answered, connected }) {
  let reading
  let wanted = false
  let waiting = []

  const readAll = async () => {
    while (wanted) {
      wanted = false
      try {
        await refresh(store)
        connected(true)
      } catch {
        setTimeout(read, RETRY_MS)
      }
    }
    reading = undefined
    // What happened while the state was on its way may be newer than the state.
    const missed = waiting
    waiting = []
    missed.forEach(take)
  }
  const read = () => {
    wanted = true
    reading ??= readAll()
    return reading
  }
  const take = (event) => {
    if (event.kind === 'hello' || event.kind === 'changed') return void read()
    if (event.kind === 'answered') answered(event)
    else if (reading) waiting.push(event)
    else if (!apply(store, event)) void read()
    return undefined
  }
  follow({ onEvent: take, onLost: () => connected(false) })
  return { read }
}
