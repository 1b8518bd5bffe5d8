import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { checkPack, packFile } from '../../contract.ts'
import styles from './pack.module.css'
import type { Shown } from './shown.ts'

/** Where the packs that were made stand on the page. */
export const MADE_PACKS = 'made-packs'

/** Packs that were made, each to take again and to check. */
export function MadePacks({ made, parents }: Pick<Shown, 'made' | 'parents'>) {
  if (made.length === 0) return null
  return (
    <Section title="Packs that were made" card>
      <ul id={MADE_PACKS} className={styles.plain}>
        {made.map((pack) => (
          <Made key={pack.packId} pack={pack} parent={parents.find(({ id }) => id === pack.contactId)?.name} />
        ))}
      </ul>
    </Section>
  )
}

function Made({ pack, parent }: { readonly pack: Shown['made'][number]; readonly parent: string | undefined }) {
  const schoolId = useSchoolId()
  const file = useFileDownload()
  const [checks, setChecks] = useState(false)
  const { packId, at, by, from, to, hash, redactions } = pack
  const params = { schoolId, packId }
  const check = useOperation(checkPack, { params }, { when: checks })
  const take = (of: 'pdf' | 'zip') => void file.start(() => download(packFile, { params, querystring: { of } }))
  const moment = schoolTime(at)
  return (
    <li className={styles.made}>
      <strong>
        {longDay(moment.day)}, {moment.time}
      </strong>
      <p>
        {parent === undefined ? '' : `For ${parent}. `}From {longDay(from)} to {longDay(to)}. Made by {by.name},{' '}
        {by.position}. {redactions.length === 0 ? 'Nothing was redacted.' : `Redacted: ${redactions.length}.`}
      </p>
      <p className={styles.hash}>SHA-256 {hash}</p>
      <ProblemAlert error={file.error} />
      <Group gap="sm">
        <Button variant="default" loading={file.busy} onClick={() => take('pdf')}>
          PDF
        </Button>
        <Button variant="default" loading={file.busy} onClick={() => take('zip')}>
          ZIP
        </Button>
        <Button variant="default" onClick={() => setChecks(true)}>
          Check it against the register
        </Button>
      </Group>
      {checks && (
        <Answered question={check}>
          {({ found }) => (
            <ul className={styles.plain}>
              {found.map(({ agrees, words }) => (
                <li key={words} className={styles.hash}>
                  <StatusPill tone={agrees ? 'done' : 'problem'}>{agrees ? 'Agrees' : 'Does not agree'}</StatusPill>{' '}
                  {words}
                </li>
              ))}
            </ul>
          )}
        </Answered>
      )}
    </li>
  )
}
