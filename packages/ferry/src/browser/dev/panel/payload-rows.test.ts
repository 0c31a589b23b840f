import { describe, expect, it } from 'vitest'
import { isDebugRow, payloadRows, rowKind } from './payload-rows.ts'

const rows = (text: string) => payloadRows(new TextEncoder().encode(text))

describe('the rows of a payload', () => {
  it('are told apart by their tags, with their sizes in bytes', () => {
    const found = rows('1:I["app/button.tsx",[],"Button"]\n:HL["/a.css","style"]\n0:{"tree":"ä"}\n2:E{"digest":"x"}\n')
    expect(found.map(({ id, tag, bytes }) => [id, tag, bytes])).toEqual([
      ['1', 'I', 34],
      ['', 'H', 22],
      ['0', '', 16],
      ['2', 'E', 18],
    ])
    expect(found.map(({ tag }) => rowKind(tag))).toEqual(['client component', 'hint', 'value', 'error'])
    expect(found[2]?.text).toBe('{"tree":"ä"}')
  })

  it('a text has its length in front and may hold line breaks', () => {
    const found = rows('a:T7,one\ntwo0:["$a",null,true]\n')
    expect(found.map(({ id, tag, text }) => [id, tag, text])).toEqual([
      ['a', 'T', 'one\ntwo'],
      ['0', '', '["$a",null,true]'],
    ])
  })

  it.each(['0:null\n', '0:true\n', '0:false\n', '0:"Text"\n', '0:12\n'])('%s is a value', (text) => {
    expect(rows(text)).toMatchObject([{ tag: '', text: text.slice(2, -1), bytes: text.length }])
  })

  it('the sizes add up to the payload', () => {
    const text = ':N1\n1:D{"a":1}\nb:T4,abcd0:{"a":"$1"}\n'
    expect(rows(text).reduce((sum, { bytes }) => sum + bytes, 0)).toBe(text.length)
  })

  it.each([
    [':N17.5\n', true],
    ['1:D{"a":1}\n', true],
    ['2:{"name":"Page","key":null,"env":"Server","stack":[]}\n', true],
    ['3:[["Page","/app/page.tsx",1,2,1,1,false]]\n', true],
    ['4:["$","p",null,{}]\n', false],
    ['5:{"name":"Ada","key":"a"}\n', false],
  ])('%s is of development alone: %s', (text, expected) => {
    expect(rows(text).map(isDebugRow)).toEqual([expected])
  })

  it('a payload that breaks off ends there', () => {
    expect(rows('0:{"half')).toMatchObject([{ id: '0', bytes: 8 }])
    expect(rows('a:Tff,short')).toMatchObject([{ id: 'a', tag: 'T', bytes: 11 }])
    expect(rows('')).toEqual([])
  })
})
