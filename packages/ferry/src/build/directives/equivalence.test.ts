/** Random programs: an inline server function that left the server and came back gives what the plain closure gives. */
import { parse } from 'acorn'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call, run, send, transformForServer } from './fixtures/load-module.ts'

test('what a closure sees, its server function sees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 40, maxLength: 160 }), async (choices) => {
      const source = writeProgram(choices)
      fc.pre(isValid(source))
      const plain = await run(source)
      const served = await run(await transformForServer(source))
      const closures = plain.Page!() as (() => unknown)[]
      const references = served.Page!() as unknown[]
      for (const [index, closure] of closures.entries()) {
        const expected = await closure()
        let sent: ReturnType<typeof send>
        try {
          sent = send(references[index])
        } catch (error) {
          // A variable that was never initialised is noticed when it is sent, not when it is used.
          const shown = JSON.stringify(expected)
          expect([String(error), shown], source).toEqual([
            expect.stringMatching(/^ReferenceError/),
            expect.stringContaining('ReferenceError'),
          ])
          continue
        }
        expect(await call(sent), source).toEqual(expected)
      }
    }),
    { numRuns: 100 },
  )
}, 60_000)

const NAMES = ['a', 'b', 'c', 'd']
const FUNCTIONS = ['f', 'g', 'h']
const VALUES = ['1', '{ p: 2, q: { r: 3 } }', 'null', '[4, { p: 5 }]', "'text'", '{ p: { p: 6 } }', 'undefined']

const PRELUDE = `const a = 10, b = { p: 11, q: { r: 12 } }, c = 'module', d = null;
const f = async () => 'f', g = async () => 'g', h = async () => 'h';
const read = (get) => { try { const value = get(); return typeof value === 'function' ? 'function' : value } catch (error) { return error.name } };
const run = async (call) => { try { return await call() } catch (error) { return error.name } };
`

/** Statements of a component, chosen one after the other; `out` collects its server functions. */
function writeProgram(choices: readonly number[]): string {
  let next = 0
  const choose = (count: number): number => (choices[next++] ?? 0) % count
  const pick = (from: readonly string[]): string => from[choose(from.length)]!
  const done = (): boolean => next >= choices.length

  const expression = (): string => {
    const name = pick(NAMES)
    const forms = [
      name,
      `${name}.p`,
      `${name}?.p`,
      `${name}.q.r`,
      `${name}?.q?.r`,
      `{ ...${name}, ${name} }`,
      `[${name}, ${name}.p]`,
      `typeof ${name}`,
      `${name}[1].p`,
      `${name}.p.p`,
      `${name}.length`,
    ]
    return `read(() => (${pick(forms)}))`
  }

  const body = (depth: number): string => {
    const parts = [expression(), expression()]
    if (choose(3) === 0) parts.push(`await run(() => ${pick(FUNCTIONS)}(n - 1))`)
    const inner = depth < 2 && choose(4) === 0 ? block(depth + 1) : ''
    return `{ 'use server'; if (n <= 0) return 'end'; const out = []; ${inner} return [${parts.join(', ')}, await Promise.all(out.map((one) => run(() => one(n - 1))))] }`
  }

  const serverFunction = (depth: number): string => {
    const name = pick(FUNCTIONS)
    const parameter = choose(3) === 0 ? `, ${pick(NAMES)} = ${expression()}` : ''
    const own = `(n = 2${parameter})`
    switch (choose(5)) {
      case 0:
        return `async function ${name}${own} ${body(depth)} out.push(${name});`
      case 1:
        return `const ${name} = async ${own} => ${body(depth)}; out.push(${name});`
      case 2:
        return `out.push(async function ${name}${own} ${body(depth)});`
      case 3:
        return `out.push({ async ${name}${own} ${body(depth)} }.${name});`
      default:
        return `out.push(async ${own} => ${body(depth)});`
    }
  }

  const statement = (depth: number): string => {
    const name = pick(NAMES)
    switch (choose(depth > 3 ? 5 : 11)) {
      case 0:
        return `let ${name} = ${pick(VALUES)};`
      case 1:
        return `var ${name} = ${pick(VALUES)};`
      case 2:
        return `const { p: ${name} } = ${pick(['{ p: 7 }', '{ p: { p: 8 } }', '{}'])};`
      case 3:
      case 4:
        return serverFunction(depth)
      case 5:
        return `{ ${block(depth + 1)} }`
      case 6:
        return `for (const ${name} of [${pick(VALUES)}, 9]) { ${block(depth + 1)} }`
      case 7:
        return `for (let ${name} = 0; ${name} < 2; ${name}++) { ${block(depth + 1)} }`
      case 8:
        return `try { throw ${pick(VALUES)} } catch (${name}) { ${block(depth + 1)} }`
      case 9:
        return `((${name}, ${pick(NAMES)}2) => { ${block(depth + 1)} })(${pick(VALUES)});`
      default:
        return `[13].map(function inner(${name}) { ${block(depth + 1)} });`
    }
  }

  const block = (depth: number): string => {
    let text = ''
    for (let count = 1 + choose(4); count > 0 && !done(); count--) text += `${statement(depth)} `
    return text
  }

  let statements = ''
  while (!done()) statements += `${statement(0)}\n`
  return `${PRELUDE}export function Page() { const out = [];\n${statements}return out }`
}

function isValid(source: string): boolean {
  try {
    parse(source, { ecmaVersion: 'latest', sourceType: 'module' })
    return true
  } catch {
    return false
  }
}
