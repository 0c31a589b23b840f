/** `/api/departures`: plain Express, as it may have been there for years. A database would take the place of the list. */
import express, { Router } from 'express'

const list = [
  { id: 1, time: '08:15', to: 'North Island' },
  { id: 2, time: '11:40', to: 'Lighthouse Point' },
]
let last = list.length

export const departures = Router()
departures.use(express.json({ limit: '10kb' }))

departures.get('/', (_request, response) => {
  response.json([...list].sort((a, b) => (a.time < b.time ? -1 : 1)))
})

departures.post('/', (request, response) => {
  const { time, to } = request.body ?? {}
  if (typeof time !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    response.status(422).json({ problem: 'Write the time as 14:30.' })
  } else if (typeof to !== 'string' || to.trim() === '' || to.length > 60) {
    response.status(422).json({ problem: 'Say where it goes, in up to 60 letters.' })
  } else {
    const departure = { id: ++last, time, to: to.trim() }
    list.push(departure)
    response.status(201).json(departure)
  }
})

departures.delete('/:id', (request, response) => {
  const index = list.findIndex(({ id }) => String(id) === request.params.id)
  if (index >= 0) list.splice(index, 1)
  response.sendStatus(index >= 0 ? 204 : 404)
})
