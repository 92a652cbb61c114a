using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Freezes;

/// <summary>A change of a freeze itself.</summary>
/// <param name="On">The environment's key.</param>
public abstract record FreezeChange(string On) : Change
{
    public override Operation Operation => Operation.Freeze;

    public override string? Environment => On;
}

/// <inheritdoc cref="Freeze.Define"/>
public sealed record DefineFreeze(string On, FreezeDetails Details) : FreezeChange(On);

/// <inheritdoc cref="Freeze.Edit"/>
/// <param name="Freeze">The freeze's id.</param>
public sealed record EditFreeze(Guid Freeze, string On, FreezeDetails Details, int? SeenVersion = null) : FreezeChange(On);

/// <inheritdoc cref="Freeze.Lift"/>
/// <param name="Freeze">The freeze's id.</param>
public sealed record LiftFreeze(Guid Freeze, string On, int? SeenVersion = null) : FreezeChange(On);

/// <summary>The environment accepts no changes now.</summary>
/// <param name="Environment">Its display name.</param>
/// <param name="Until">When it accepts changes again; UTC.</param>
/// <param name="Reason">Why it is frozen.</param>
public sealed record Frozen(string Environment, DateTimeOffset Until, string Reason) : Refusal
{
    protected override Words Words => Words.Of(("environment", Environment), ("reason", Reason)).With("until", Until);
}

/// <summary>A freeze that has ended, or was lifted, stays as it was.</summary>
public sealed record FreezeIsOver(string Environment) : Refusal
{
    protected override Words Words => Words.Of(("environment", Environment));
}
