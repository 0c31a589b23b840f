import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import { clientReference } from './client-references.ts'

describe('A-111: an export of a client module on the server', () => {
  const chart = clientReference('chart.tsx', 'Chart') as unknown as Record<string, unknown>

  test('can be rendered and passed on', () => {
    expect(createElement(chart as unknown as () => null).type).toBe(chart)
    expect(chart.$$typeof).toBe(Symbol.for('react.client.reference'))
    expect([chart.$$id, typeof chart]).toEqual(['chart.tsx#Chart', 'function'])
  })

  test('does not have the value that it has in the browser', () => {
    expect(() => chart.colors).toThrow(/^\.colors was read on the server, of an export of a client module\./)
    expect(() => `${chart.size}`).toThrow('.size was read on the server')
  })

  test('cannot be given one', () => {
    expect(() => {
      chart.colors = ['red']
    }).toThrow('An export of a client module was assigned to on the server.')
  })
})
