/** One problem, made for reading: what, where, the source, what to do, and the ways that led there. */
import type { DevPlace, DevProblem, DevStackFrame } from '../../protocol/dev-problem.ts'
import { ask } from './ask.ts'
import { element } from './element.ts'

export const KINDS: Readonly<Record<DevProblem['kind'], string>> = {
  build: 'Build error',
  server: 'Server error',
  browser: 'Error in the browser',
  hydration: 'Hydration mismatch',
}

/** @param headingId what names the dialog */
export function problemView(problem: DevProblem, headingId: string): HTMLElement {
  const { name, title, place, frame, hint, docs, chain = [], components = [], stack, cause, request, digest } = problem
  const { message, diff } = splitDiff(problem.message)
  return element(
    'div',
    {},
    element(
      'h1',
      { attributes: { id: headingId } },
      element('span', { class: 'name' }, title === undefined ? name : `${name} · ${title}`),
      '\n',
      message,
    ),
    place && element('p', {}, placeLink(place)),
    frame ? frameView(frame) : null,
    diff ? diffView(diff) : null,
    request && element('p', {}, 'While answering ', element('code', {}, request)),
    chain.length > 1 && section('Imported through', list(chain.map((file) => element('li', {}, placeLink({ file }))))),
    hint && element('p', {}, element('b', {}, 'To mend it: '), hint),
    docs && element('p', {}, 'More: ', element('code', {}, docs)),
    components.length > 0 && section('Components', framesView(components)),
    stack.length > 0 && section('Stack', framesView(stack)),
    cause && section('Caused by', problemView(cause, `${headingId}-cause`)),
    digest && element('p', { class: 'digest' }, 'Digest: ', element('code', {}, digest)),
  )
}

/** React puts the difference behind the explanation and its link: lines that begin with `+` (browser) and `-` (server). */
function splitDiff(text: string): { readonly message: string; readonly diff: string } {
  const lines = text.split('\n')
  const link = lines.findIndex((line) => /^https:\/\/react\.dev\/link\/hydration-mismatch$/.test(line.trim()))
  if (link === -1) return { message: text, diff: '' }
  const diff = lines
    .slice(link + 1)
    .join('\n')
    .replace(/^\s*\n|\s+$/g, '')
  return { message: lines.slice(0, link).join('\n').trim(), diff }
}

function diffView(diff: string): HTMLElement {
  const lines = diff.split('\n').map((line) => {
    const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : ''
    return element('span', kind === '' ? {} : { class: kind }, line || ' ')
  })
  return section(
    'Difference: + in the browser, − from the server',
    element('pre', { attributes: { tabindex: '0' } }, ...lines),
  )
}

function frameView(frame: string): HTMLElement {
  const lines = frame.split('\n').map((line) => {
    const kind = line.startsWith('>') ? 'marked' : /^\s*\| +\^$/.test(line) ? 'caret' : ''
    return element('span', kind === '' ? {} : { class: kind }, line || ' ')
  })
  return element('pre', { attributes: { 'aria-label': 'Source', tabindex: '0' } }, ...lines)
}

/** What is of the app at once, the rest on request. */
function framesView(frames: readonly DevStackFrame[]): HTMLElement {
  const own = frames.filter((frame) => frame.own)
  const others = frames.filter((frame) => !frame.own)
  const row = ({ name, place, own: isOwn }: DevStackFrame) =>
    element(
      'li',
      isOwn ? {} : { class: 'other' },
      element('code', {}, name || '(anonymous)'),
      place ? ' ' : null,
      place && (isOwn ? placeLink(place) : placeText(place)),
    )
  return element(
    'div',
    {},
    list(own.map(row)),
    others.length > 0 &&
      element('details', {}, element('summary', {}, `${others.length} of libraries`), list(others.map(row))),
  )
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...content)
}

function list(rows: readonly HTMLElement[]): HTMLElement {
  return element('ol', {}, ...rows)
}

/** Opens the place in the editor. */
export function placeLink(place: DevPlace): HTMLElement {
  const text = placeText(place)
  const open = () => void ask('open', place).catch(() => {})
  const attributes = { type: 'button' }
  return element('button', { class: 'place', title: `Open ${text} in the editor`, attributes, onClick: open }, text)
}

function placeText({ file, line, column }: DevPlace): string {
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':')
}
