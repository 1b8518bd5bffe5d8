import { useState } from 'react'
import { ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { SUPPORT_KIND_NAMES, SUPPORT_KINDS, type SupportKind } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { Help } from './shown.ts'
import { dayOr, useSupportAct } from './use-support-act.ts'

interface Values {
  readonly serviceId: string
  readonly service: string
  readonly kind: SupportKind
  readonly how: string
  readonly consent: string
  readonly words: string
  readonly day: string
}

/** Refers the family to a service, once it has agreed. */
export function ReferForm({
  caseId,
  help,
  onClose,
}: {
  readonly caseId: string
  readonly help: Help
  readonly onClose: () => void
}) {
  const act = useSupportAct(caseId, onClose)
  const [referralId] = useState(newKey)
  const fields = useFields<Values>(
    {
      ...{ serviceId: help.services[0]?.serviceId ?? '', service: '', kind: 'early-help' },
      ...{ how: '', consent: '', words: '', day: '' },
    },
    act.error,
  )
  const known = help.services.find(({ serviceId }) => serviceId === fields.values.serviceId)
  return (
    <ActDialog
      title="Refer to a service"
      label="Record the referral"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ service, kind, how, consent, words, day }) =>
        act.keep({
          kind: 'referred',
          day: dayOr(day, help.today),
          body: {
            ...{ referralId, offerId: null, how, consent, words },
            ...(known === undefined
              ? { serviceId: null, service, kind }
              : { serviceId: known.serviceId, service: known.name, kind: known.kind }),
          },
        }),
      )}
    >
      <ChoiceField
        label="To which service"
        hint={known?.waiting ? `How long families wait: ${known.waiting}` : undefined}
        choices={[
          ...help.services.map(({ serviceId, name }) => ({ value: serviceId, label: name })),
          { value: '', label: 'One that is not in the directory' },
        ]}
        {...fields.bind('serviceId')}
      />
      {known === undefined && (
        <>
          <TextField label="Name of the service" {...fields.bind('service')} />
          <ChoiceField
            label="What it is for"
            choices={SUPPORT_KINDS.map((value) => ({ value, label: SUPPORT_KIND_NAMES[value] }))}
            {...fields.bind('kind')}
          />
        </>
      )}
      <TextField
        label="Who agreed to it"
        hint="A parent, or the child where that is right."
        {...fields.bind('consent')}
      />
      <TextField label="How it was referred" hint="Such as “their form” or “by telephone”." {...fields.bind('how')} />
      <LongTextField label="What they were told" optional {...fields.bind('words')} />
      <DayField label="When" {...fields.bind('day')} value={fields.values.day || help.today} />
    </ActDialog>
  )
}
