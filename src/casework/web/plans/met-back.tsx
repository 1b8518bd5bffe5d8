import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CheckField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { type BackAtSchool, listBack, recordBack } from '../../contract.ts'

const EMPTY = { greeted: false, work: false, plan: false, adult: '', words: '' }

/** How a child is met on the first day back: four things to see to, ticked off together. */
export function MetBack({ pupilId, onDone }: { readonly pupilId: PupilId; readonly onDone: () => void }) {
  const schoolId = useSchoolId()
  const asked = useOperation(listBack, { params: { schoolId } })
  return (
    <Answered question={asked}>
      {({ back }) => {
        const one = back.find(({ pupil }) => pupil.id === pupilId)
        return one === undefined ? <p>Nothing is left to see to.</p> : <MetForm back={one} onDone={onDone} />
      }}
    </Answered>
  )
}

export function MetForm({ back, onDone }: { readonly back: BackAtSchool; readonly onDone: () => void }) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const record = useAct(recordBack, { onDone })
  const fields = useFields(EMPTY, record.error)
  const { pupil, day, away, here } = back
  return (
    <form
      noValidate
      onSubmit={fields.submit((values) =>
        record.mutate({ params: { schoolId, pupilId: pupil.id }, body: { key, day, ...values } }),
      )}
    >
      <Stack gap="sm">
        <p>
          {away} school days away in a row.{' '}
          {here ? 'A warm word first; no questions in front of others.' : 'No register says yet that they are here.'}
        </p>
        <ProblemAlert error={record.error} />
        <CheckField label="Greeted, and told that it is good to see them" {...fields.bind('greeted')} />
        <CheckField label="Has a list of the work that was missed, and time for it" {...fields.bind('work')} />
        <CheckField
          label={back.hasPassport ? 'The passport was looked at together' : 'Asked whether a plan would help'}
          {...fields.bind('plan')}
        />
        <TextField label="Adult to go to today" optional width={30} {...fields.bind('adult')} />
        <LongTextField label="Anything the next adult should know" optional rows={2} {...fields.bind('words')} />
        <Button type="submit" loading={record.isPending} disabled={!here} style={{ alignSelf: 'flex-start' }}>
          Tick it off
        </Button>
      </Stack>
    </form>
  )
}
