import { describe, expect, it } from 'vitest'
import { decorateReference } from './decorate-reference.ts'

type Reference = (...args: unknown[]) => unknown

describe('decorateReference', () => {
  it('gives a reference the marks that the page about Server Functions shows', () => {
    const reference: Reference = () => 'called'
    decorateReference(reference, 'id-1')
    expect(Reflect.get(reference, '$$typeof')).toBe(Symbol.for('react.server.reference'))
    expect(Reflect.get(reference, '$$id')).toBe('id-1')
    expect(reference()).toBe('called')
  })

  it('A-203: what is bound here is registered with all bound arguments, and can be bound again', async () => {
    const registered: { reference: Reference; id: string; bound: PromiseLike<unknown[]> | null }[] = []
    const register = (reference: Reference, id: string, bound: PromiseLike<unknown[]> | null) => {
      registered.push({ reference, id, bound })
      decorateReference(reference, id, bound, register)
    }
    const reference: Reference = (...args) => args
    decorateReference(reference, 'id-1', Promise.resolve(['sealed']), register)
    const twice = reference.bind(null, 1).bind(null, 2)
    expect(twice(3)).toEqual([1, 2, 3])
    expect(registered.map(({ id }) => id)).toEqual(['id-1', 'id-1'])
    expect(await registered[1]?.bound).toEqual(['sealed', 1, 2])
    expect(Reflect.get(twice, '$$id')).toBe('id-1')
  })
})
