using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Changes.Subjects;

internal sealed class GroupSubjects : ISubjects
{
    public bool Knows(Change change) => change is GroupChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        if (change is DefineGroup define)
            return new NewGroup(define, unit);

        var wanted = (GroupChange)change;
        var group = await unit.Database.Groups.SingleOrDefaultAsync(group => group.Key == wanted.Group, cancellationToken);
        return group is null
            ? new Unknown(SubjectKind.Group, wanted.Group)
            : new LoadedGroup(group, wanted, await unit.ControlsOpenToAsync(group.Key, cancellationToken), unit);
    }

    private sealed class NewGroup(DefineGroup define, UnitOfWork unit) : LoadedSubject
    {
        private readonly Guid _id = unit.NewId();
        private AudienceGroup? _group;

        public override IReadOnlyList<BudgetUse> Uses => _group is null ? [] : BudgetUse.Of(_group);

        public override Subject Subject => new(SubjectKind.Group, _id, define.Group, define.Details.Area);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            var defined = AudienceGroup.Define(_id, define.Group, define.Details, circumstances);
            if (!defined.TryGet(out var group, out var refusal))
                return refusal;
            if (await unit.Database.Groups.AnyAsync(other => other.Key == define.Group, cancellationToken))
                return new KeyTaken(define.Group);
            if (!await unit.HasAreaAsync(define.Details.Area, cancellationToken))
                return new Invalid("area", "UnknownArea", define.Details.Area);

            unit.Database.Add(_group = group);
            return define.Decide(group, circumstances);
        }
    }

    private sealed class LoadedGroup(AudienceGroup group, GroupChange change, IReadOnlyList<ReleaseControl> openTo, UnitOfWork unit) : LoadedSubject
    {
        private bool _isRemoved;

        public override Subject Subject => new(SubjectKind.Group, group.Id, group.Key, group.Area);

        public override IReadOnlyList<BudgetUse> Uses => _isRemoved ? [] : BudgetUse.Of(group);

        public override IReadOnlyList<string> Touches =>
        [
            .. openTo.SelectMany(control => control.States)
                .Where(state => state.State.Groups.Any(rule => rule.Group == group.Key))
                .Select(state => state.Environment)
                .Distinct(StringComparer.Ordinal),
        ];

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (change is RemoveGroup && openTo.Count > 0)
            {
                var known = openTo.Where(control => AccessRules.Allows(circumstances.Actor, Operation.SeeControl, control.Purpose, control.Area));
                return new GroupInUse(group.Name, [.. known.Select(control => control.Name)]);
            }


            if (change is EditGroup edit && !await unit.HasAreaAsync(edit.Details.Area, cancellationToken))
                return new Invalid("area", "UnknownArea", edit.Details.Area);

            var decision = change.Decide(group, circumstances);
            _isRemoved = change is RemoveGroup && decision.IsSuccess;
            if (_isRemoved)
                unit.Database.Remove(group);
            return decision;
        }
    }
}
