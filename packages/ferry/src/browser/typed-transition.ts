/** A change of the page with types for its view transition. */
import { addTransitionType, startTransition } from 'react'

/** A change inside belongs to the same transition. */
export function typedTransition(types: readonly string[] | undefined, change: () => void): void {
  if (types === undefined) change()
  else {
    startTransition(() => {
      for (const type of types) addTransitionType(type)
      change()
    })
  }
}
