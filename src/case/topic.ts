/** The topic of a case in the staff group. */
import type { Case } from './case.ts'

/** What is shown at the desk belongs to a topic: without it everything is to be shown again. */
export function withoutTopic(desk: Case['desk']): Case['desk'] {
  const { private: inPrivate, stub, chat, failures, recap } = desk
  return {
    private: inPrivate,
    failures,
    unsure: false,
    upTo: 0,
    ...(stub && { stub }),
    ...(recap !== undefined && { recap }),
    ...(chat !== undefined && { chat }),
  }
}
