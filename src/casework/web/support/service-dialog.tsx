import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { CheckField, ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { changeService, SUPPORT_KIND_NAMES, SUPPORT_KINDS, type SupportKind } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { ServiceShown } from './shown.ts'

interface Values {
  readonly name: string
  readonly kind: SupportKind
  readonly purpose: string
  readonly howToRefer: string
  readonly contact: string
  readonly waiting: string
  readonly area: string
  readonly checked: Day
  readonly retired: boolean
}

/** Adds a service, changes it, or says that it was checked today. What it said before is kept. */
export function ServiceDialog({
  service,
  today,
  onClose,
}: {
  readonly service: ServiceShown | undefined
  readonly today: Day
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [serviceId] = useState(() => service?.serviceId ?? newKey())
  const act = useAct(changeService, { onDone: onClose })
  const [first] = useState<Values>(() => service ?? { ...EMPTY, checked: today })
  const fields = useFields(first, act.error)
  const { checked } = fields.values
  return (
    <ActDialog
      title={service === undefined ? 'Add a service' : service.name}
      label="Save"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ name, kind, purpose, howToRefer, contact, waiting, area, retired }) =>
        act.mutate({
          params: { schoolId, serviceId },
          body: {
            ...{ name, kind, purpose, howToRefer, contact, waiting, area, checked, retired },
            version: service?.version ?? 0,
          },
        }),
      )}
    >
      <TextField label="Name" {...fields.bind('name')} />
      <ChoiceField
        label="What it gives"
        choices={SUPPORT_KINDS.map((value) => ({ value, label: SUPPORT_KIND_NAMES[value] }))}
        {...fields.bind('kind')}
      />
      <LongTextField label="What it is for" {...fields.bind('purpose')} />
      <LongTextField label="How a family is referred" {...fields.bind('howToRefer')} />
      <TextField label="How to reach it" optional {...fields.bind('contact')} />
      <TextField label="How long families wait" optional {...fields.bind('waiting')} />
      <TextField label="Where it works" optional {...fields.bind('area')} />
      <DayField
        {...fields.bind('checked')}
        label="Last checked"
        hint="The day on which somebody made sure that this is so."
        // What is typed is checked by the server, which says what is wrong with it.
        onChange={(day) => fields.change({ checked: day as Day })}
      />
      <CheckField
        label="Retired"
        hint="Nobody is referred to it any more. It stays in the cases that it was in."
        {...fields.bind('retired')}
      />
    </ActDialog>
  )
}

const EMPTY: Omit<Values, 'checked'> = {
  ...{ name: '', kind: 'early-help', purpose: '', howToRefer: '', contact: '', waiting: '', area: '', retired: false },
}
