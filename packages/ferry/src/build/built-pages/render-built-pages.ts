/** Renders the pages that are known before anybody asks for them, with the app that was just built. */
import { fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pageNotRendered } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { FromPages, PageFailure, PagesReport } from '../../protocol/pages-report.ts'
import { throwAll } from '../graphs.ts'

/**
 * @param main the program of the process that does it
 * @param dir of the finished build; the pages are put below it
 * @throws FERRY_PAGE_NOT_RENDERED for each page that failed
 */
export async function renderBuiltPages(main: string, dir: string): Promise<PagesReport> {
  mkdirSync(join(dir, 'pages'), { recursive: true })
  const told = await runPages(main, dir)
  if ('failed' in told) throw explain(told.failed)
  throwAll(told.report.failures.map(explain))
  return told.report
}

function runPages(main: string, dir: string): Promise<FromPages> {
  const child = fork(main, [dir], {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: ['--enable-source-maps'],
  })
  return new Promise((resolve) => {
    child.once('message', (message: FromPages) => resolve(message))
    child.once('error', ({ message, stack }) => resolve({ failed: { message, stack } }))
    child.once('exit', (code, signal) => {
      resolve({ failed: { message: `The process that renders the pages ended with ${signal ?? code}.` } })
    })
  })
}

function explain({ path, file, message, stack }: PageFailure): FerryError {
  const cause = Object.assign(new Error(message), stack !== undefined && { stack })
  const what = path === undefined ? 'The app could not be started to render its pages' : `${path} could not be rendered`
  return new FerryError(pageNotRendered, `${what}: ${message}`, {
    ...(file !== undefined && { place: { file: `app/${file}` } }),
    cause,
  })
}
