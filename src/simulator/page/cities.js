/** Cities one can say to be in: name, latitude, longitude; those marked are named on the map. */
export const CITIES = [
  { name: 'Astana', latitude: 51.17, longitude: 71.43, marked: true },
  { name: 'Almaty', latitude: 43.24, longitude: 76.89, marked: true },
  { name: 'Shymkent', latitude: 42.32, longitude: 69.59, marked: true },
  { name: 'Aktau', latitude: 43.65, longitude: 51.16, marked: true },
  { name: 'Aktobe', latitude: 50.28, longitude: 57.17, marked: true },
  { name: 'Atyrau', latitude: 47.11, longitude: 51.92, marked: true },
  { name: 'Karaganda', latitude: 49.8, longitude: 73.1, marked: true },
  { name: 'Kokshetau', latitude: 53.28, longitude: 69.39 },
  { name: 'Kostanay', latitude: 53.21, longitude: 63.63, marked: true },
  { name: 'Kyzylorda', latitude: 44.85, longitude: 65.5, marked: true },
  { name: 'Oral', latitude: 51.23, longitude: 51.37, marked: true },
  { name: 'Oskemen', latitude: 49.95, longitude: 82.61, marked: true },
  { name: 'Pavlodar', latitude: 52.29, longitude: 76.97, marked: true },
  { name: 'Petropavl', latitude: 54.87, longitude: 69.15, marked: true },
  { name: 'Semey', latitude: 50.41, longitude: 80.25 },
  { name: 'Taldykorgan', latitude: 45.02, longitude: 78.37 },
  { name: 'Taraz', latitude: 42.9, longitude: 71.37 },
  { name: 'Temirtau', latitude: 50.06, longitude: 72.96 },
  { name: 'Turkistan', latitude: 43.3, longitude: 68.25 },
  { name: 'Zhezkazgan', latitude: 47.8, longitude: 67.71, marked: true },
]

const KM_PER_DEGREE = 111

/** The nearest of them, and how far it is. */
export function nearestCity({ latitude, longitude }) {
  const away = (city) => {
    const east = (city.longitude - longitude) * Math.cos((latitude * Math.PI) / 180)
    return Math.hypot(city.latitude - latitude, east) * KM_PER_DEGREE
  }
  const city = CITIES.toSorted((a, b) => away(a) - away(b))[0]
  return { name: city.name, km: Math.round(away(city)) }
}
