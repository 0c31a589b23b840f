import { Button } from '../../parts/button.jsx'
import { Table } from '../../parts/rows.jsx'

export default function Page() {
  return <Table Button={Button} />
}

export const dynamic = 'force-dynamic'
