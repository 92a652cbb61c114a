using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Audiences;

/// <summary>A change of one group: names it by key.</summary>
public abstract record GroupChange(string Group, int? SeenVersion) : Change
{
    public override Operation Operation => Operation.DefineGroup;

    internal abstract Result<Changed> Decide(AudienceGroup group, Circumstances circumstances);
}

/// <summary>A new group.</summary>
public sealed record DefineGroup(string Group, GroupDetails Details) : GroupChange(Group, SeenVersion: null)
{
    internal override Result<Changed> Decide(AudienceGroup group, Circumstances circumstances) => group.Defined();
}

/// <inheritdoc cref="AudienceGroup.Edit"/>
public sealed record EditGroup(string Group, GroupDetails Details, int? SeenVersion = null) : GroupChange(Group, SeenVersion)
{
    internal override Result<Changed> Decide(AudienceGroup group, Circumstances circumstances) =>
        group.Edit(Details, SeenVersion, circumstances);
}

/// <inheritdoc cref="AudienceGroup.Remove"/>
public sealed record RemoveGroup(string Group, int? SeenVersion = null) : GroupChange(Group, SeenVersion)
{
    internal override Result<Changed> Decide(AudienceGroup group, Circumstances circumstances) => group.Remove(SeenVersion);
}

/// <summary>A group to which a control is open cannot be removed; the names are those that the actor may see.</summary>
public sealed record GroupInUse(string Group, IReadOnlyList<string> Controls) : Refusal
{
    protected override Words Words => Words.Of(("group", Group)).With("controls", Controls);
}
