/** A headless Chromium. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** The browser at CHROMIUM_PATH, else the one that npm brought, else (that one is for Linux on x64) the machine's own Chrome. */
export async function startBrowser(): Promise<Browser> {
  // Not the arguments `@sparticuz/chromium` offers: made for a machine of one call, they end the browser with its first page and
  // switch off what a page may not do on another site.
  const options = { args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'], headless: true }
  const own = process.env['CHROMIUM_PATH']
  if (own) return chromium.launch({ ...options, executablePath: own })
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ ...options, channel: 'chrome' })
  const folder = await unpacked()
  const libraries = [process.env['LD_LIBRARY_PATH'], join(folder, 'al2023/lib')].filter(Boolean).join(':')
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') }
  return chromium.launch({ ...options, executablePath: join(folder, 'chromium'), env })
}

const PACKED = new URL('../bin/', import.meta.resolve('@sparticuz/chromium'))

/**
 * The browser with the libraries and fonts a bare machine lacks, unpacked once. Unpacked aside and then renamed: tests run side
 * by side, and one that was killed must not leave half a browser to the next.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', PACKED), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `pana-chromium-${version}`)
  if (existsSync(folder)) return folder
  const aside = await mkdtemp(`${folder}-`)
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = aside
  const parts = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) =>
    inflate(fileURLToPath(new URL(name, PACKED))),
  )
  // `inflate` asks for the temporary folder at once, before it waits for anything.
  if (TMPDIR === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = TMPDIR
  await Promise.all(parts)
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }))
  return folder
}
