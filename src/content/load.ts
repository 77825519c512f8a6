/** Reads `content/` and `locales/`: files → parsed, or a list of every problem with its file and line. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Problem } from './checks/problem.ts'
import { Recorded, type Recordings, readRecordings } from './recordings.ts'
import { Derived, OWN_FILES } from './derived.ts'
import { Directory, Places, type Standings } from './directory.ts'
import {
  Canned,
  Cards,
  Choices,
  DeskSettings,
  Facts,
  LanguageFile,
  Menu,
  PageWords,
  SearchWords,
  Sources,
  WordLists,
} from './schema.ts'
import { type Guide, GuideFile, GuideWords } from './guide.ts'
import { expanded } from './expanded-guide.ts'
import { readYaml } from './yaml.ts'

/** English is the master: translations are compared with it. */
export const SOURCE_LANGUAGE = 'en'

/** The words of one language. */
export type Words = {
  code: string
  file: LanguageFile
  lists: WordLists
  /** Frame texts by dotted key: `ui.yaml` as it is, those of another file after its name (`report.draft.title`). */
  ui: Record<string, string>
  /** Names of the files the frame texts stand in, besides `ui`. */
  frames: string[]
  pages: Record<string, PageWords>
  guides: Record<string, GuideWords>
  directory: Record<string, { name: string; note: string }>
  search: SearchWords
  /** From which words pages were read aloud (`audio.ts`). */
  recorded: Record<string, string>
  /** Another variant in other letters, made by `npm run content -- derive`. */
  derived?: Derived
}

/** Who translated what from which English text: `locales/reviews.yaml`. */
export type Reviews = Record<string, Record<string, Review>>
export type Review = z.infer<typeof Review>

export type Content = {
  menu: Menu
  facts: Facts
  sources: Sources
  /** As the file says; in the running bot as it is now (`directory/register/`). */
  directory: Directory
  /** What is known of organizations today besides; nothing but in the running bot. */
  standings: Standings
  desk: DeskSettings
  /** Ids, in the order shown. */
  cities: string[]
  /** Ids with their codes in button data, in the order shown. */
  countries: Record<string, string>
  /** Towns, the larger ones first; their names are `locales/<language>/places.yaml`. */
  places: Places
  /** Letters as they sound (`language/fold.ts`). */
  letters: Record<string, string>
  guides: Record<string, Guide>
  /** Ready answers of the desk, in the order shown; their words are `locales/<language>/canned.yaml`. */
  canned: string[]
  /** What a person can show to somebody; words are `locales/<language>/cards.yaml`. */
  cards: Cards
  words: Record<string, Words>
  reviews: Reviews
  /** Pages read aloud, as they lie in `media/`. */
  audio: Recordings
}
type Facts = z.infer<typeof Facts>
type Sources = z.infer<typeof Sources>
type Menu = z.infer<typeof Menu>
type Places = z.infer<typeof Places>
const Letters = z.record(z.string().min(1), z.string())

/** A hash: made from this English text, read by no native reviewer yet. With `by` and `on`: accepted by a person. */
const Review = z.union([
  z.string().regex(/^[0-9a-f]{8}$/),
  z.strictObject({ source: z.string().regex(/^[0-9a-f]{8}$/), by: z.string().min(2), on: z.iso.date() }),
])
const ReviewsFile = z.record(z.string(), z.record(z.string(), Review))
/** `locales/<language>/directory.yaml`. */
export const DirectoryWords = z.record(
  z.string(),
  z.strictObject({ name: z.string().min(1).max(32), note: z.string().min(1).max(140) }),
)
type Tree = { [key: string]: string | Tree }
/** A file of frame texts. */
export const FrameWords: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), FrameWords])))

export type Loaded = { content: Content | undefined; problems: Problem[] }

/** Reads everything under `root`. `content` is missing when a file could not be read or did not fit its schema. */
export function loadContent(root: string): Loaded {
  const problems: Problem[] = []
  const read = <T>(file: string, schema: z.ZodType<T>): T | undefined => readYaml(root, file, schema, problems)

  const menu = read('content/menu.yaml', Menu)
  const facts = read('content/facts.yaml', Facts)
  const sources = read('content/sources.yaml', Sources)
  const directory = read('content/directory.yaml', Directory)
  const desk = read('content/desk.yaml', DeskSettings)
  const cities = read('content/cities.yaml', Choices)
  const countries = read('content/countries.yaml', Choices)
  const places = read('content/places.yaml', Places)
  const letters = read('content/letters.yaml', Letters)
  const canned = read('content/canned.yaml', Canned)
  const cards = read('content/cards.yaml', Cards)
  const reviews = existsSync(join(root, 'locales/reviews.yaml')) ? read('locales/reviews.yaml', ReviewsFile) : {}
  const guides = filesOf(join(root, 'content/guides')).map((id) => ({
    id,
    file: read(`content/guides/${id}.yaml`, GuideFile),
  }))
  const words = languageFolders(root).map((code) => readLanguage(root, code, problems))
  const audio = readRecordings(root, problems)

  const whole =
    menu &&
    facts &&
    sources &&
    directory &&
    desk &&
    cities &&
    countries &&
    places &&
    letters &&
    canned &&
    cards &&
    reviews &&
    guides.every(({ file }) => file !== undefined) &&
    words.every((each) => each !== undefined)
  if (!whole || problems.length > 0) return { content: undefined, problems }
  const byCode = Object.fromEntries(words.map((each) => [each.code, each]))
  const content = {
    menu,
    facts,
    sources,
    directory,
    standings: {},
    desk,
    cities: Object.keys(cities),
    countries,
    places,
    letters,
    canned,
    cards,
    guides: Object.fromEntries(
      guides.flatMap(({ id, file }) => (file ? [[id, expanded(id, file, { cities, countries })]] : [])),
    ),
    words: byCode,
    reviews,
    audio,
  }
  return { content, problems }
}

/** Names of the YAML files in a folder, without the ending. */
function filesOf(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort()
}

function languageFolders(root: string): string[] {
  const entries = readdirSync(join(root, 'locales'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** Files of a language folder that are no frame texts. */
const NOT_FRAME = [...OWN_FILES, 'directory.yaml', 'search.yaml']

function frameFiles(folder: string): string[] {
  return filesOf(folder).filter((name) => !NOT_FRAME.includes(`${name}.yaml`))
}

function readFrame(
  names: string[],
  read: <T>(name: string, schema: z.ZodType<T>) => T | undefined,
): Record<string, string> | undefined {
  const trees = names.map((name) => ({ name, tree: read(`${name}.yaml`, FrameWords) }))
  if (trees.some(({ tree }) => tree === undefined)) return undefined
  const texts = trees.map(({ name, tree = {} }) => flatten(name === 'ui' ? tree : { [name]: tree }))
  return Object.assign({}, ...texts) as Record<string, string>
}

function readLanguage(root: string, code: string, problems: Problem[]): Words | undefined {
  const folder = `locales/${code}`
  const read = <T>(name: string, schema: z.ZodType<T>) => readYaml(root, `${folder}/${name}`, schema, problems)
  const file = read('language.yaml', LanguageFile)
  const lists = read('checks.yaml', WordLists)
  const frames = frameFiles(join(root, folder))
  const ui = readFrame(frames, read)
  const directory = read('directory.yaml', DirectoryWords)
  const search = read('search.yaml', SearchWords)
  const recorded = existsSync(join(root, folder, 'audio.yaml')) ? read('audio.yaml', Recorded) : {}
  const isDerived = existsSync(join(root, folder, 'derived.yaml'))
  const derived = isDerived ? read('derived.yaml', Derived) : undefined
  const pages: Record<string, PageWords> = {}
  for (const name of readdirSync(join(root, folder, 'pages')).sort()) {
    const page = read(`pages/${name}`, PageWords)
    if (page) pages[name.replace(/\.yaml$/, '')] = page
  }
  const guides: Record<string, GuideWords> = {}
  for (const id of filesOf(join(root, folder, 'guides'))) {
    const guide = read(`guides/${id}.yaml`, GuideWords)
    if (guide) guides[id] = guide
  }
  return file && lists && ui && directory && search && recorded
    ? { code, file, lists, ui, frames, pages, guides, directory, search, recorded, ...(derived && { derived }) }
    : undefined
}

/** Texts by dotted key: `page.checked`, `host-notice.steps.0`. */
export function flatten(tree: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(flatten(value, `${prefix + key}.`))
        : [[prefix + key, String(value)]],
    ),
  )
}
