import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { captureScript } from './capture-script.ts'

const require = createRequire(import.meta.url)
const react = (file: string): string =>
  readFileSync(require.resolve(`react-dom/package.json`).replace('package.json', file), 'utf8')
/** Without whitespace: the text is compared, not its layout. */
const dense = (text: string): string => text.replace(/\s+/g, '')

describe('captureScript', () => {
  it('is a script that parses, small, and safe inside a script element', () => {
    const script = captureScript(2000)
    expect(() => new Function(script)).not.toThrow()
    expect(script).not.toContain('<')
    expect(script).toMatch(/\)\(2000\)$/)
    expect(script.length).toBeLessThan(3200)
  })

  it.each([
    [2500.7, '(2500)'],
    [-1, '(0)'],
  ])('takes %d ms as %s', (timeout, end) => {
    expect(captureScript(timeout).endsWith(end)).toBe(true)
  })
})

// The queue and the mark are React's own and may change with any release. If one of these fails after an upgrade, read
// the new replay code of react-dom and adapt capture-script before anything else.
describe("React's replay queue", () => {
  it('is filled by react-dom/server with form, submitter and FormData', () => {
    const replay = dense('(c.$$reactFormReplay=c.$$reactFormReplay||[]).push(b,d,a)')
    for (const build of ['node', 'edge', 'browser']) {
      const source = dense(react(`cjs/react-dom-server.${build}.production.js`))
      expect(source).toContain(
        'addEventListener("submit",function(a){if(!a.defaultPrevented){varb=a.target,d=a.submitter',
      )
      expect(source).toContain('f=d.getAttribute("formAction");null!=f&&(c=f,e=null)')
      expect(source).toContain('a=newFormData(b,e),c=b.ownerDocument||b,')
      expect(source).toContain(replay)
    }
  })

  it.each(['production', 'development'])(
    'is read by react-dom/client in threes, a function in place of the submitter once taken (%s)',
    (mode) => {
      const source = dense(react(`cjs/react-dom-client.${mode}.js`))
      expect(source).toMatch(/=\(unblocked\.ownerDocument\|\|unblocked\)\.\$\$reactFormReplay/)
      expect(source).toContain(
        'i+=3){varform=formReplayingQueue[i],submitterOrAction=formReplayingQueue[i+1],formData=formReplayingQueue[i+2];',
      )
      expect(source).toContain('submitterOrAction.hasAttribute("formAction")')
      expect(source).toMatch(/"function"===typeofaction\?\((\w+)\[queuedTarget\+1\]=action\):/)
      expect(source).toContain('formReplayingQueue.splice(i,3)')
    },
  )

  it.each(['production', 'development'])('hydrated elements carry __reactProps$ (%s)', (mode) => {
    const source = dense(react(`cjs/react-dom-client.${mode}.js`))
    expect(source).toContain('internalPropsKey="__reactProps$"+randomKey')
    expect(source).toMatch(/\[internalPropsKey\]=(props|\w+)/)
  })

  it.each(['production', 'development'])(
    'a submit that React cannot dispatch yet is not stopped on its way to the window (%s)',
    (mode) => {
      const list = /discreteReplayableEvents\s*=\s*"([^"]+)"/.exec(react(`cjs/react-dom-client.${mode}.js`))?.[1]
      expect(list?.split(' ')).toContain('click')
      expect(list?.split(' ')).not.toContain('submit')
    },
  )
})
