import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { TimeField } from '../../ui/components/fields.tsx'
import { KeyValues } from '../../ui/components/key-values.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { changeSchool, getSchool } from '../contract.ts'

/** What the school tells everybody about its times, whatever their year group: compared with the clocks above. */
export function StatedSection({ mayChange }: { readonly mayChange: boolean }) {
  const schoolId = useSchoolId()
  const school = useOperation(getSchool, { params: { schoolId } })
  const [open, setOpen] = useState(false)
  if (school.data === undefined) return null
  const { stated } = school.data
  return (
    <Section
      title="What families are told"
      note={
        mayChange && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            Change
          </Button>
        )
      }
      card
    >
      <KeyValues
        of={[
          ['The register opens at', stated.registerOpensAt ?? 'No one time is told to all'],
          ['To reception from', stated.lateDeskFrom ?? 'No one time is told to all'],
        ]}
      />
      {open && <StatedDialog key={school.data.version} school={school.data} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function StatedDialog({
  school,
  onClose,
}: {
  readonly school: Answer<typeof getSchool>
  readonly onClose: () => void
}) {
  const act = useAct(changeSchool, { onDone: onClose })
  const [opens, setOpens] = useState<string>(school.stated.registerOpensAt ?? '')
  const [desk, setDesk] = useState<string>(school.stated.lateDeskFrom ?? '')
  const { id, trust: _trust, authority: _authority, trustId: _trustId, authorityId: _authorityId, ...body } = school
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title="What families are told"
      confirmLabel="Save the times"
      pending={act.isPending}
      error={act.error}
      onConfirm={(reason) =>
        act.mutate({
          params: { schoolId: id },
          body: {
            ...body,
            stated: {
              ...(opens === '' ? {} : { registerOpensAt: opens as TimeOfDay }),
              ...(desk === '' ? {} : { lateDeskFrom: desk as TimeOfDay }),
            },
            reason,
          },
        })
      }
    >
      <TimeField
        label="The register opens at"
        optional
        id="stated-opens"
        name="opens"
        value={opens}
        onChange={setOpens}
      />
      <TimeField label="To reception from" optional id="stated-desk" name="desk" value={desk} onChange={setDesk} />
    </ConfirmWithReason>
  )
}
