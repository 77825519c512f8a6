/** What can be shown to somebody: has every card its words and its numbers, does every language have those, and no others? */
import { type Content, SOURCE_LANGUAGE } from '../load.ts'
import { error, type Problem, unknownIds } from './problem.ts'

const CARDS = 'content/cards.yaml'

export function cardProblems({ cards, words, directory, menu }: Content): Problem[] {
  const english = words[SOURCE_LANGUAGE]?.ui ?? {}
  const said = Object.keys(english).flatMap((key) => /^cards\.say\.(.+)$/.exec(key)?.[1] ?? [])
  return [
    ...Object.entries(cards).flatMap(([id, { numbers }]) => [
      ...unknownIds(CARDS, `${id}.numbers`, 'an organization', numbers, directory.organizations),
      ...unknownIds(CARDS, id, 'a text of locales/en/cards.yaml', [`cards.say.${id}`, `cards.label.${id}`], english),
    ]),
    ...said
      .filter((id) => !(id in cards))
      .map((id) =>
        error(`locales/${SOURCE_LANGUAGE}/cards.yaml`, `say.${id}: expected a card of ${CARDS} with this id`),
      ),
    ...Object.entries(menu.pages).flatMap(([id, page]) =>
      unknownIds('content/menu.yaml', `${id}.cards`, 'a card', page.cards === 'all' ? [] : page.cards, cards),
    ),
  ]
}
