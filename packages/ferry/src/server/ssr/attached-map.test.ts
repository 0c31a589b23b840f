import { expect, test } from 'vitest'
import { AttachedMap } from './attached-map.ts'

test('gives what was set, by key, and the last of several', () => {
  const map = new AttachedMap<object, string>()
  const [one, other] = [() => {}, {}]
  map.set(one, 'first').set(other, 'b').set(one, 'a')
  expect([map.get(one), map.get(other), map.get({}), map.get(undefined)]).toEqual(['a', 'b', undefined, undefined])
  expect([map.has(one), map.has({})]).toEqual([true, false])
})

test('maps do not know what is in another', () => {
  const key = {}
  const [one, other] = [new AttachedMap<object, string>().set(key, 'a'), new AttachedMap<object, string>()]
  expect([one.has(key), other.has(key), other.get(key)]).toEqual([true, false, undefined])
})

test('a key looks as it did', () => {
  const key = { own: 1 }
  new AttachedMap<object, string>().set(key, 'a')
  expect(Object.keys(key)).toEqual(['own'])
  expect(JSON.stringify({ ...key })).toBe('{"own":1}')
})
