import { describe, expect, it } from 'vitest'
import { withoutHiddenFields } from './hidden-fields.ts'

describe('withoutHiddenFields', () => {
  it("A-308: no field of React's or Ferry's own reaches a function; the rest keeps its order", () => {
    const form = new FormData()
    const names = ['$ACTION_REF_1', 'a', '$ACTION_1:0', 'b', '$ACTION_KEY', 'a', '$ACTION_ID_0123', '$ACTION_ONCE']
    for (const [index, name] of names.entries()) form.append(name, String(index))
    const file = new File(['x'], 'é漢.txt', { type: 'text/plain' })
    form.append('file', file)
    const fields = [...(withoutHiddenFields(form) as FormData)]
    expect(fields).toEqual([
      ['a', '1'],
      ['b', '3'],
      ['a', '5'],
      ['file', file],
    ])
    expect(fields.at(-1)?.[1]).toMatchObject({ name: 'é漢.txt' })
  })

  it('leaves the form it was given as it is', () => {
    const form = new FormData()
    form.append('$ACTION_KEY', 'k')
    withoutHiddenFields(form)
    expect(form.has('$ACTION_KEY')).toBe(true)
  })

  it.each([[undefined], [null], [5], ['$ACTION_'], [{ $ACTION_: 1 }]])('leaves %j alone', (value) => {
    expect(withoutHiddenFields(value)).toBe(value)
  })
})
