import { describe, expect, it } from 'vitest'
import { createRunningForms } from './running-forms.ts'

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

describe('forms under way', () => {
  it('gives the second click of a double click the key of the first', () => {
    const forms = createRunningForms()
    const first = forms.enter('a', form({ order: 'tea' }))
    expect(forms.enter('a', form({ order: 'tea' })).key).toBe(first.key)
  })

  it('takes another form, another function and another file for submissions of their own', () => {
    const forms = createRunningForms()
    const { key } = forms.enter('a', form({ order: 'tea', proof: new File(['x'], 'x.txt') }))
    expect(forms.enter('a', form({ order: 'cake', proof: new File(['x'], 'x.txt') })).key).not.toBe(key)
    expect(forms.enter('b', form({ order: 'tea', proof: new File(['x'], 'x.txt') })).key).not.toBe(key)
    expect(forms.enter('a', form({ order: 'tea', proof: new File(['xy'], 'x.txt') })).key).not.toBe(key)
    expect(forms.enter('a', form({ order: 'tea' })).key).not.toBe(key)
  })

  it('takes the same form for a new submission once the first is over', () => {
    const forms = createRunningForms()
    const first = forms.enter('a', form({ order: 'tea' }))
    const second = forms.enter('a', form({ order: 'tea' }))
    first.done()
    expect(forms.enter('a', form({ order: 'tea' })).key).toBe(second.key)
    second.done()
    first.done()
  })

  it('never joins calls that carry no form', () => {
    const forms = createRunningForms()
    expect(forms.enter('a', null).key).not.toBe(forms.enter('a', null).key)
  })
})
