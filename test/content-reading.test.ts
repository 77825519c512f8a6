import { describe, expect, test } from 'vitest'
import { lix, readingProblems } from '../src/content/checks/reading.ts'
import { realContent } from './world.ts'

/** The same notice in the words of an office, in each language that has limits. */
const OFFICE: Record<string, string> = {
  en: 'In accordance with the applicable legislation on the migration of the population, foreign citizens temporarily staying in the territory of the republic are obliged to submit the documents confirming the grounds of their stay to the authorised body within the established period.',
  kk: 'Халықтың көші-қоны туралы қолданыстағы заңнамаға сәйкес республика аумағында уақытша болатын шетел азаматтары өздерінің болу негіздерін растайтын құжаттарды белгіленген мерзімде уәкілетті органның құрылымдық бөлімшелеріне белгіленген тәртіппен жазбаша түрде ұсынуға міндетті болып табылады.',
  ky: 'Калктын миграциясы жөнүндө колдонуудагы мыйзамдарга ылайык республиканын аймагында убактылуу жүргөн чет өлкөлүк жарандар өздөрүнүн болуусунун негиздерин тастыктаган документтерди белгиленген мөөнөттө ыйгарым укуктуу органдын түзүмдүк бөлүмдөрүнө жазуу жүзүндө тапшырууга милдеттүү болуп саналат.',
  ru: 'В соответствии с действующим законодательством о миграции населения иностранные граждане, временно пребывающие на территории республики, обязаны в установленный срок представить в уполномоченный орган документы, подтверждающие основания их пребывания, в порядке, предусмотренном правилами.',
  tg: 'Мувофиқи қонунгузории амалкунанда дар бораи муҳоҷирати аҳолӣ шаҳрвандони хориҷие, ки дар қаламрави ҷумҳурӣ муваққатан қарор доранд, вазифадоранд ҳуҷҷатҳои тасдиқкунандаи асосҳои будубоши худро дар мӯҳлати муқарраршуда ба мақоми ваколатдор тибқи тартиби пешбинишуда пешниҳод намоянд.',
  'uz-Latn':
    'Aholi migratsiyasi toʻgʻrisidagi amaldagi qonunchilikka muvofiq respublika hududida vaqtincha boʻlib turgan chet el fuqarolari oʻzlarining boʻlish asoslarini tasdiqlovchi hujjatlarni belgilangan muddatda vakolatli organning tarkibiy boʻlinmalariga yozma shaklda taqdim etishga majburdirlar.',
}

describe('how hard a text is to read', () => {
  test('is measured as LIX: words in a sentence, and the percent of words of more than six letters', () => {
    expect(lix([])).toBe(0)
    expect(
      lix([
        ['One', 'two'],
        ['three', 'four', 'continuous', 'six'],
      ]),
    ).toBeCloseTo(3 + 100 / 6)
  })

  test.each(Object.keys(OFFICE))('the words of an office are told in %s: the sentence, and the page', (code) => {
    const content = structuredClone(realContent())
    const page = content.words[code]?.pages['iin']
    if (!page) throw new Error(`no page iin in ${code}`)
    page.text = OFFICE[code] ?? ''
    delete page.steps
    const told = readingProblems(content).filter(({ file }) => file === `locales/${code}/pages/iin.yaml`)
    expect(told.map(({ level }) => level)).toEqual(['warning', 'warning'])
    expect(told[0]?.message).toContain(`words in a sentence, got`)
    expect(told[0]?.message).toContain(OFFICE[code])
    expect(told[1]?.message).toMatch(
      /^pages\.iin: expected shorter sentences or words \(LIX \d+ at most\), got LIX \d+/,
    )
  })

  test('what we have is plain: hardly a text is told', () => {
    const content = realContent()
    const told = readingProblems(content).length
    const texts = Object.values(content.words).flatMap(({ pages, guides }) => [
      ...Object.keys(pages),
      ...Object.keys(guides),
    ])
    expect(told).toBeLessThan(texts.length / 20)
  })

  test('a list after a colon is read item by item, a variant in other letters not at all', () => {
    const content = structuredClone(realContent())
    const long = Array.from({ length: 12 }, () => 'one small thing').join(', ')
    for (const code of ['en', 'uz-Cyrl'])
      Object.assign(content.words[code]?.pages['iin'] ?? {}, { text: `Bring: ${long}.` })
    const told = readingProblems(content).map(({ file }) => file)
    expect(told).not.toContain('locales/en/pages/iin.yaml')
    expect(told.filter((file) => file.startsWith('locales/uz-Cyrl'))).toEqual([])
  })
})
