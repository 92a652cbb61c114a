using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Changes.Subjects;

internal sealed class ControlSubjects : ISubjects
{
    public bool Knows(Change change) => change is ControlChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        if (change is CreateControl create)
            return new NewControl(create, unit);

        var wanted = (ControlChange)change;
        var control = await unit.Database.Controls
            .Include(control => control.States)
            .SingleOrDefaultAsync(control => control.Key == wanted.Control, cancellationToken);
        return control is null
            ? new Unknown(SubjectKind.Control, wanted.Control)
            : new LoadedControl(control, wanted, await unit.EnvironmentKeysAsync(cancellationToken), unit);
    }

    private sealed class NewControl(CreateControl create, UnitOfWork unit) : LoadedSubject
    {
        private readonly Guid _id = unit.NewId();
        private ReleaseControl? _control;

        public override IReadOnlyList<BudgetUse> Uses => _control is null ? [] : BudgetUse.Of(_control);

        public override Subject Subject =>
            new(SubjectKind.Control, _id, create.Control, create.Details.Area, Purpose.Operational);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            var created = ReleaseControl.Create(
                _id, create.Control, create.Kind, create.ValueType, create.OffVariant, create.Details, circumstances);
            if (!created.TryGet(out var control, out var refusal))
                return refusal;
            if (await unit.Database.Controls.AsNoTracking().SingleOrDefaultAsync(other => other.Key == create.Control, cancellationToken) is { } known)
                return known.RetiredAt is null ? new KeyTaken(create.Control) : new KeyRetired(create.Control, known.Name);
            if (!await unit.HasAreaAsync(create.Details.Area, cancellationToken))
                return new Invalid("area", "UnknownArea", create.Details.Area);

            unit.Database.Add(_control = control);
            return create.Decide(control, circumstances);
        }
    }

    private sealed class LoadedControl(
        ReleaseControl control, ControlChange change, IReadOnlyCollection<string> environments, UnitOfWork unit) : LoadedSubject
    {
        public override Subject Subject => new(SubjectKind.Control, control.Id, control.Key, control.Area, control.Purpose);

        public override IReadOnlyList<BudgetUse> Uses => BudgetUse.Of(control);

        public override IReadOnlyList<string> Touches => change is EditControl edit ? ServedVariantsChangedBy(edit) : [];

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (change is EditControl edit && !await unit.HasAreaAsync(edit.Details.Area, cancellationToken))
                return new Invalid("area", "UnknownArea", edit.Details.Area);

            ControlChange decided = change switch
            {
                Undo undo => await RecallAsync(undo, cancellationToken),
                Retire retire when !unit.HasReason => retire with { StillAsked = await StillAskedAsync(circumstances.At, cancellationToken) },
                _ => change,
            };
            return decided.Decide(control, circumstances);
        }

        private async Task<StillAskedFor?> StillAskedAsync(DateTimeOffset at, CancellationToken cancellationToken)
        {
            var days = unit.Services.GetRequiredService<IOptions<UsageOptions>>().Value.QuietDays;
            return await unit.Database.LastAskerAsync(control.Key, at.AddDays(-days), cancellationToken) is var (application, last)
                ? new StillAskedFor(control.Name, application, last, days)
                : null;
        }

        private async Task<ControlChange> RecallAsync(Undo undo, CancellationToken cancellationToken)
        {
            var entry = await unit.Database.Entries.AsNoTracking().SingleOrDefaultAsync(
                entry => entry.Id == undo.Entry && entry.SubjectId == control.Id && entry.Environment == undo.On,
                cancellationToken);
            if (entry is null)
                return undo;

            var line = await unit.ReadAsync(entry, cancellationToken);
            var isAsItLeftIt = control.StateOn(undo.On) == line.StateAfter();
            return undo with
            {
                StateBefore = line.StateBefore(),
                LaterTakenBackBy = isAsItLeftIt ? unit.Entries.LastOrDefault(own => own.SubjectId == control.Id && own.Environment == undo.On)?.Id : null,
            };
        }

        // Where the off variant is in use: wherever somebody is left out, which is everywhere until it is released to all.
        private IReadOnlyList<string> ServedVariantsChangedBy(EditControl edit)
        {
            if (control.Kind is ControlKind.Toggle)
                return []; // its variants never change

            var altered = control.Variants.Except(edit.Details.Variants).Select(variant => variant.Key).ToHashSet(StringComparer.Ordinal);
            return [.. environments.Where(environment => control.StateOn(environment).VariantsServed(control.OffVariant).Any(altered.Contains))];
        }
    }
}
