import { AsyncResource } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AsyncSlot } from './async-slot.ts'

test('a value follows what was begun with it, and nothing else', async () => {
  const slot = new AsyncSlot<string>()
  const seen = async () => {
    await turn()
    return slot.getStore()
  }
  const both = Promise.all([slot.run('one', seen), slot.run('two', seen), seen()])
  expect(slot.getStore()).toBeUndefined()
  expect(await both).toEqual(['one', 'two', undefined])
})

test('slots do not disturb each other, whichever is entered first', async () => {
  const [first, second] = [new AsyncSlot<string>(), new AsyncSlot<string>()]
  const seen = async () => {
    await null
    return [first.getStore(), second.getStore()]
  }
  expect(await first.run('a', () => second.run('b', seen))).toEqual(['a', 'b'])
  expect(await second.run('b', () => first.run('a', seen))).toEqual(['a', 'b'])
  expect(await first.run('a', () => first.run('c', seen))).toEqual(['c', undefined])
  await first.run('a', async () => {
    await second.run('b', seen)
    expect([first.getStore(), second.getStore()]).toEqual(['a', undefined])
  })
})

test('work that leaves a slot keeps the others', () => {
  const [first, second] = [new AsyncSlot<string>(), new AsyncSlot<string>()]
  first.run('a', () =>
    second.run('b', () => {
      expect(first.exit(() => [first.getStore(), second.getStore()])).toEqual([undefined, 'b'])
      expect(first.getStore()).toBe('a')
    }),
  )
})

test('arguments and results pass, errors too, and the value is restored after them', () => {
  const slot = new AsyncSlot<number>()
  expect(slot.run(1, (left: number, right: number) => left + right + (slot.getStore() ?? 0), 2, 3)).toBe(6)
  expect(() =>
    slot.run(1, () => {
      throw new Error('thrown')
    }),
  ).toThrow('thrown')
  expect(slot.getStore()).toBeUndefined()
})

test('a resource that was made with a value brings it back', () => {
  const slot = new AsyncSlot<string>()
  const resource = slot.run('kept', () => new AsyncResource('TEST'))
  expect(resource.runInAsyncScope(() => slot.getStore())).toBe('kept')
})
