/** The simulator behind the page: its state, its events, and acts in it. */

/** Everything there is now. */
export async function loadState() {
  return readJson(await fetch('/page-api/state'))
}

/** Does something as somebody; throws in words when it cannot be done. */
export async function act(what) {
  const body = JSON.stringify(what)
  const answer = await fetch('/page-api/act', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return readJson(answer)
}

/** Where the bytes of a file are. */
export function fileUrl(fileId) {
  return `/page-api/file?id=${encodeURIComponent(fileId)}`
}

async function readJson(answer) {
  const value = await answer.json()
  if (!answer.ok) throw new Error(value.error ?? `the demo answered ${answer.status}`)
  return value
}

/**
 * Follows events for as long as the page is open. The browser reconnects by itself after a lost connection, but not after an
 * answer that is no stream (the demo being restarted): then this does.
 */
export function follow({ onEvent, onLost }) {
  const source = new EventSource('/page-api/events')
  source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)))
  source.addEventListener('error', () => {
    onLost()
    if (source.readyState !== EventSource.CLOSED) return
    source.close()
    setTimeout(() => follow({ onEvent, onLost }), 1000)
  })
}
