/** Pages read aloud and films in sign language: does each belong to a page, can it be played, does it still say what the page says? */
import { isTrue, spokenHash } from '../audio.ts'
import type { Content } from '../load.ts'
import { MEDIA, type Recording } from '../recordings.ts'
import { error, type Problem, unknownIds, warning } from './problem.ts'

/** Up to this size Telegram says it shows a voice message (Bot API, Sending Files: «1-20MB voice notes will be sent as files», by URL). */
const MAX_BYTES = 1024 * 1024

/** `day` as YYYY-MM-DD: the facts a page rests on may say something else than when it was read. */
export function audioProblems(content: Content, day: string): Problem[] {
  return [...recordingProblems(content, day), ...noteProblems(content), ...filmProblems(content)]
}

function recordingProblems(content: Content, day: string): Problem[] {
  return Object.entries(content.audio).flatMap(([code, pages]) => {
    const words = content.words[code]
    if (!words) return [error(`${MEDIA}/${code}`, 'expected the name of a language of locales/')]
    if (words.derived)
      return [error(`${MEDIA}/${code}`, `expected no recordings: those of ${words.derived.from} are played`)]
    return Object.entries(pages).flatMap(([id, recording]) => {
      const file = `${MEDIA}/${code}/${id}.ogg`
      if (!Object.hasOwn(content.menu.pages, id)) return [error(file, `expected the id of a page, got "${id}"`)]
      return [...fileProblems(file, recording), ...agreement(content, code, id, day)]
    })
  })
}

function fileProblems(file: string, { bytes, opus }: Recording): Problem[] {
  if (bytes === 0) return [error(file, 'expected a recording, found an empty file')]
  return [
    ...(bytes > MAX_BYTES ? [error(file, `expected at most ${MAX_BYTES} bytes, got ${bytes}`)] : []),
    ...(opus
      ? []
      : [error(file, 'expected OGG with OPUS; "ffmpeg -i <file> -c:a libopus -b:a 24k <page>.ogg" makes it')]),
  ]
}

function agreement(content: Content, code: string, id: string, day: string): Problem[] {
  const file = `locales/${code}/audio.yaml`
  const noted = content.words[code]?.recorded[id]
  const line = `${id}: "${spokenHash(content, code, id, day)}"`
  const right = isTrue(content, code, id, day)
  if (noted === undefined && right)
    return [warning(file, `${id}: expected a note of the words that were read; if they are those of today: ${line}`)]
  if (noted === undefined)
    return [
      warning(
        file,
        `${id}: not played: it tells facts or phones, and nothing says which; if they are those of today: ${line}`,
      ),
    ]
  return right
    ? []
    : [warning(file, `${id}: not played: the page has changed since; record it again, then write ${line}`)]
}

function noteProblems({ words, audio }: Content): Problem[] {
  return Object.values(words).flatMap(({ code, recorded }) =>
    Object.keys(recorded)
      .filter((id) => !Object.hasOwn(audio[code] ?? {}, id))
      .map((id) => warning(`locales/${code}/audio.yaml`, `${id}: there is no ${MEDIA}/${code}/${id}.ogg`)),
  )
}

function filmProblems({ menu, words }: Content): Problem[] {
  return Object.entries(menu.pages).flatMap(([id, { sign_video: films }]) =>
    typeof films === 'object'
      ? unknownIds('content/menu.yaml', `${id}.sign_video`, 'a language', Object.keys(films), words)
      : [],
  )
}
