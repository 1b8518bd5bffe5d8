import { Table } from '@mantine/core'
import { longDay, shortDay } from '../../kernel/day.ts'
import { fullName } from '../../kernel/names.ts'
import type { Answer } from '../../kernel/operation.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Timeline } from '../../ui/components/timeline.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listPupilChanges } from '../contract.ts'
import styles from './roll.module.css'
import { usePupilOfPage } from './use-pupil.ts'

type Change = Answer<typeof listPupilChanges>['changes'][number]

/** Every change of a pupil's record, with its five facts. */
export function Page() {
  const { params, pupil } = usePupilOfPage()
  const changes = useOperation(listPupilChanges, { params })
  const name = pupil.data && fullName(pupil.data.preferredForename, pupil.data.preferredSurname)
  return (
    <>
      <PageHeader
        title={name === undefined ? 'Changes of the record' : `Changes of ${name}’s record`}
        above={
          <PageLink there={{ to: '/pupils/$pupilId/record', params: { pupilId: params.pupilId } }}>
            {name ?? 'Record'}
          </PageLink>
        }
        lead="Original entry, amended entry, reason, date, and the name and position of who made it. The law has each kept for six years from the day of the change; Firstbell removes none."
      />
      <Answered question={changes}>
        {(answer) =>
          answer.changes.length === 0 ? (
            <EmptyState title="No changes" because="Nothing that you may see was entered or changed." />
          ) : (
            <Timeline label="Changes, newest first" entries={actsOf(answer.changes).map(entryOf)} />
          )
        }
      </Answered>
    </>
  )
}

/** Changes made in one act stand together: same moment, same person, same reason. */
function actsOf(changes: readonly Change[]): readonly (readonly [Change, ...Change[]])[] {
  const key = (change: Change) => [change.at, change.by.name, change.by.position, change.reason].join('\n')
  const acts = new Map<string, [Change, ...Change[]]>()
  for (const change of changes) {
    const act = acts.get(key(change))
    if (act === undefined) acts.set(key(change), [change])
    else act.push(change)
  }
  return [...acts.values()]
}

function entryOf(act: readonly [Change, ...Change[]]) {
  const [change] = act
  const { day, time } = schoolTime(change.at)
  const what = act.length === 1 ? change.what : `${act.length} parts of the record`
  return {
    id: String(change.number),
    title: act.every((one) => one.first) ? `${what}: first entry` : what,
    when: `${longDay(day)}, ${time}`,
    by: `${change.by.name} (${change.by.position})`,
    body: (
      <>
        <p>Reason: {change.reason}</p>
        <div className={styles.list}>
          {act.map((one) => (
            <ChangeBody key={one.number} change={one} named={act.length > 1} />
          ))}
        </div>
      </>
    ),
  }
}

function ChangeBody({ change, named }: { readonly change: Change; readonly named: boolean }) {
  const { day } = schoolTime(change.at)
  const facts = (
    <div className={styles.scroll}>
      <Table withRowBorders={false} verticalSpacing={2} aria-label={`${change.what}, ${shortDay(day)}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Entry</Table.Th>
            {!change.first && <Table.Th>Original</Table.Th>}
            <Table.Th>{change.first ? 'Entered' : 'Amended'}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {change.fields.map((field) => (
            <Table.Tr key={field.field}>
              <Table.Td>{field.field}</Table.Td>
              {!change.first && <Table.Td>{field.original}</Table.Td>}
              <Table.Td>{field.amended}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
  return change.first ? (
    <details>
      <summary>{named ? `${change.what}: what was entered` : 'What was entered'}</summary>
      {facts}
    </details>
  ) : (
    <>
      {named && <strong>{change.what}</strong>}
      {facts}
    </>
  )
}
