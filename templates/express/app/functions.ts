/** Server functions: they run on the server, whoever calls them, so they check what they are given. */
'use server'

import { addDeparture } from '@/data/departures'

export interface FormState {
  readonly time: string
  readonly to: string
  readonly problem: string
}

/** The API has the rules; what it refuses is shown beside what was written. */
export async function add(_previous: FormState | null, formData: FormData): Promise<FormState | null> {
  const time = String(formData.get('time') ?? '')
  const to = String(formData.get('to') ?? '')
  const problem = await addDeparture(time, to)
  return problem === null ? null : { time, to, problem }
}
