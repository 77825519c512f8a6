/** The steps of a warm referral as buttons under the card: always only the next one. */
import type { Case } from '../../case/case.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import type { Button } from '../../telegram/buttons.ts'
import * as referral from './referral.ts'
import type { Plan, Press } from './press.ts'
import { choice, choices } from './choices.ts'
import { caseButton } from './keyboard.ts'

const DAY_MS = 86_400_000
/** A receiver nobody has asked for so long is marked. */
const ASSURED_DAYS = 90
/** Data of a button is 64 bytes; ids longer than this would not fit. */
const MAX_ID = 36

/** What a press on "Referral", or on one of its steps, leads to. */
export function referralPlan(press: Press, content: Content): Plan {
  const [step = '', first = '', second = ''] = press.args
  switch (step) {
    case 'to':
      return then(press, content, (each) => chosen(each, press, content, first))
    case 'information':
      return { do: (each) => referral.informed(each, press.act), toast: 'done' }
    case 'agreed':
      return agreed(press, content, first, second)
    case 'exception':
      if (first === '') return show(press, 'choose-exception', exceptionChoices(press))
      return then(press, content, (each) => referral.excepted(each, press.act, first))
    case 'confirm':
      return then(press, content, (each) => referral.exceptionConfirmed(each, press.act, press.firstLeads))
    case 'called':
      return then(press, content, (each) => referral.called(each, press.act))
    case 'declined':
      return { do: (each) => referral.receiverDeclined(each, press.act), toast: 'done' }
    case 'told':
      return then(press, content, (each) => told(each, press, content, Number(first)))
    case 'checked':
      return { do: (each) => referral.checkedBack(each, press.act), toast: 'refer-done' }
    default:
      return nextView(press, press.each, content)
  }
}

/** The buttons of the step that comes next, with a word on what to do. */
function nextView(press: Press, each: Case, content: Content): Extract<Plan, { show: unknown }> {
  const current = referral.currentReferral(each)
  const at = { ...press, each }
  if (!current) return show(at, 'choose-receiver', receiverChoices(at, content))
  const to = receiverName(press.language, content, current.to)
  const button = (name: string, ...args: string[]) => choice(press.language, each, 'refer', `button.${name}`, ...args)
  const declined = button('refer-declined', 'declined')
  const view = (toast: string, ...buttons: Button[]) => ({
    ...show(at, toast, choices(press.language, each, buttons)),
    values: { to },
  })
  switch (referral.nextStep(current)) {
    case 'basis':
      return view(
        'choose-basis',
        button('refer-agreed', 'agreed'),
        button('refer-exception', 'exception'),
        button('refer-information', 'information'),
        button('refer-other', 'declined'),
      )
    case 'confirm':
      return view('refer-next-confirm', button('refer-confirm', 'confirm'), declined)
    case 'called':
      return view('refer-next-called', button('refer-called', 'called'), declined)
    case 'accepted':
      return view('refer-next-accepted', declined)
    case 'told':
      return view('refer-next-told', ...checkBackButtons(at, content), declined)
    case 'checked':
      return view('refer-next-checked', button('refer-checked', 'checked'))
    default:
      return view('refer-done')
  }
}

/** A step that is done, and the next one before whoever pressed. */
function then(press: Press, content: Content, decide: Extract<Plan, { do: unknown }>['do']): Plan {
  return { do: decide, toast: 'done', next: (after) => nextView(press, after, content) }
}

function agreed(press: Press, content: Content, what: string, until: string): Plan {
  const { language, each } = press
  if (what === '') {
    const buttons = referral.CONSENT_WHAT.map((name) =>
      choice(language, each, 'refer', `refer.${name}`, 'agreed', name),
    )
    return show(press, 'choose-what', choices(language, each, buttons))
  }
  if (until === '') {
    const buttons = referral.CONSENT_UNTIL.map((name) =>
      choice(language, each, 'refer', `refer.${name}`, 'agreed', what, name),
    )
    return show(press, 'choose-until', choices(language, each, buttons))
  }
  return then(press, content, (latest) => referral.consented(latest, press.act, what, until))
}

function chosen(each: Case, press: Press, content: Content, id: string) {
  return receivers(content).includes(id) ? referral.receiverChosen(each, press.act, id) : { refused: 'choose-receiver' }
}

function told(each: Case, press: Press, content: Content, hours: number) {
  return content.desk.check_back_hours.includes(hours)
    ? referral.personTold(each, press.act, hours)
    : { refused: 'step-order' }
}

function exceptionChoices({ language, each }: Press): Button[][] {
  const buttons = referral.EXCEPTIONS.map((name) => choice(language, each, 'refer', `refer.${name}`, 'exception', name))
  return choices(language, each, buttons)
}

function checkBackButtons({ language, each }: Press, content: Content): Button[] {
  return content.desk.check_back_hours.map((hours) =>
    caseButton(
      language,
      'refer',
      language.plain('staff.button.refer-told', { hours }),
      each.number,
      'told',
      String(hours),
    ),
  )
}

function receiverChoices({ language, each, act }: Press, content: Content): Button[][] {
  const buttons = receivers(content).map((id) => {
    const assured = content.directory.organizations[id]?.assured_date ?? ''
    const mark = isStale(assured, act.at) ? '⚠️ ' : ''
    return caseButton(language, 'refer', mark + receiverName(language, content, id), each.number, 'to', id)
  })
  return choices(language, each, buttons)
}

/** Organizations that may be shown (decision 15). */
function receivers({ directory }: Content): string[] {
  return Object.entries(directory.organizations)
    .filter(([id, { publication, confidence }]) => {
      const shown = publication === 'publish' || publication === 'after-test-call'
      return shown && confidence !== 'low' && confidence !== 'memory' && id.length <= MAX_ID
    })
    .map(([id]) => id)
}

/** A name of the directory, or the one staff typed. */
export function receiverName(language: Language, content: Content, to: string): string {
  return to in content.directory.organizations ? language.plain(`directory:${to}.name`) : to
}

/** Whether nobody has confirmed it for 90 days; a month or a year counts from its first day. */
function isStale(assured: string, now: number): boolean {
  const at = Date.parse(assured)
  return Number.isNaN(at) || now - at > ASSURED_DAYS * DAY_MS
}

function show(press: Press, toast: string, rows: Button[][]): { show: Button[][]; toast: string } {
  return { show: rows, toast }
}
