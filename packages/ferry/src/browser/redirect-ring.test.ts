import { describe, expect, it } from 'vitest'
import { createRedirectCount } from './redirect-ring.ts'

describe('H-510 redirects in a row', () => {
  it('twenty are followed, the next one is not, nor those after it', () => {
    const follow = createRedirectCount(new EventTarget())
    expect(Array.from({ length: 23 }, () => follow(true))).toEqual([...Array(20).fill(true), false, false, false])
  })

  it('a page that stays begins anew', () => {
    const follow = createRedirectCount(new EventTarget())
    for (let row = 0; row < 3; row++) {
      for (let redirect = 0; redirect < 20; redirect++) expect(follow(true)).toBe(true)
      expect(follow(false)).toBe(true)
    }
  })

  it.each(['pointerdown', 'keydown', 'popstate'])('so does the user: %s', (type) => {
    const user = new EventTarget()
    const follow = createRedirectCount(user)
    for (let redirect = 0; redirect < 20; redirect++) follow(true)
    user.dispatchEvent(new Event(type))
    expect(follow(true)).toBe(true)
  })
})
