import { describe, expect, test } from 'vitest'
import type { Answer } from '../../protocol/incoming.ts'
import { guardHanded } from './function-guard.ts'

const answer: Answer = { status: 403, headers: [], body: null }
const many = new Set(Array.from({ length: 17 }, (_, at) => `f${at}`))

describe('functions that are handed to another', () => {
  test('each is asked for, the called one is not; the first that is refused ends it', async () => {
    const asked: string[] = []
    const guard = async (id: string) => {
      asked.push(id)
      return id === 'b' ? { answer } : null
    }
    expect(await guardHanded(new Set(['called', 'a', 'b', 'c']), 'called', guard)).toEqual({
      kind: 'turned-away',
      answer,
    })
    expect(asked).toEqual(['a', 'b'])
    expect(await guardHanded(new Set(['called', 'a']), 'called', guard)).toBeNull()
  })

  test('more than sixteen are refused before anybody is asked', async () => {
    const guard = async () => Promise.reject(new Error('asked'))
    await expect(guardHanded(many, 'called', guard)).rejects.toMatchObject({ failure: { status: 400 } })
  })
})
