import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { formTable, showFormTable } from '../contract.ts'

type Row = Answer<typeof formTable>['forms'][number]

const COLUMNS: readonly Column<Row>[] = [
  { id: 'form', label: 'Form', onCard: 'title', cell: ({ name }) => name },
  {
    id: 'attended',
    label: 'Half days in school',
    align: 'end',
    cell: ({ possible, missed }) => (possible === 0 ? 'nothing to count' : `${possible - missed} of ${possible}`),
  },
]

/** Forms beside one another: off unless the school wants it, for what it does to the children with most to bear. */
export function FormTable({ mayTurnOn }: { readonly mayTurnOn: boolean }) {
  const schoolId = useSchoolId()
  const params = { schoolId }
  const table = useOperation(formTable, { params })
  const act = useAct(showFormTable)
  const [asking, setAsking] = useState(false)
  return (
    <Answered question={table}>
      {({ shown, reason, monday, forms }) =>
        !shown && !mayTurnOn ? null : (
          <Section title="Forms beside one another">
            <p>
              {shown
                ? `Week of ${monday === null ? 'the year' : shortDay(monday)}, with absence that law or the school agreed to set aside, by name and not by rank. Turned on because: ${reason ?? ''}.`
                : 'Off. A table of forms makes a form blame its pupil who is ill, disabled or has most to carry at home, and a form cannot change who is in it. Each child’s own progress is above.'}
            </p>
            {shown && (
              <DataTable
                label="Forms"
                noun={['form', 'forms']}
                rows={forms}
                rowKey={({ groupId }) => groupId}
                columns={COLUMNS}
                empty={{ title: 'No form', because: 'The school has no forms today.' }}
              />
            )}
            {mayTurnOn && (
              <Group mt="sm">
                <Button variant="default" onClick={() => setAsking(true)}>
                  {shown ? 'Turn it off' : 'Turn it on'}
                </Button>
              </Group>
            )}
            <ConfirmWithReason
              opened={asking}
              onClose={() => setAsking(false)}
              title={shown ? 'Turn the table of forms off' : 'Turn the table of forms on'}
              confirmLabel={shown ? 'Turn it off' : 'Turn it on'}
              error={act.error}
              pending={act.isPending}
              onConfirm={(why) =>
                act.mutate({ params, body: { shown: !shown, reason: why } }, { onSuccess: () => setAsking(false) })
              }
            />
          </Section>
        )
      }
    </Answered>
  )
}
