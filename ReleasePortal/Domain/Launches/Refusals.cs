using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Launches;

/// <summary>The launch is not where this could be done, or is there no longer.</summary>
public sealed record NotPossibleNow(string Launch, LaunchStatus Status, LaunchAct Act) : Refusal
{
    public override Sentence Message => new("Refusal.NotPossibleNow." + Status, Words.Of(("launch", Launch)));
}

/// <summary>A step cannot be planned so.</summary>
/// <param name="Index">Its place in the order, from 0.</param>
/// <param name="Why">In words.</param>
public sealed record StepNotPossible(int Index, string Why) : Refusal
{
    public override string? Field => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"steps.{Index}");

    protected override Words Words => Words.Of(("why", Why));
}

/// <summary>Why one step was not applied.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="Why">In words.</param>
public sealed record StepFailure(string Control, Sentence Why);

/// <summary>Steps were refused, so none was applied.</summary>
public sealed record StepsRefused(string Launch, IReadOnlyList<StepFailure> Failures) : Refusal
{
    protected override Words Words => Words.Of(("launch", Launch), ("why", string.Join(' ', Failures.Select(failure => failure.Why.Say().Plain()))));
}

/// <summary>The environment wants another person's approval for this.</summary>
public sealed record ApprovalNeeded(string Environment) : Refusal
{
    protected override Words Words => Words.Of(("environment", Environment));
}

/// <summary>Nobody approves what they asked for themselves.</summary>
public sealed record OwnApproval : Refusal;

/// <summary>Its time has passed while it was on hold: it needs a new one, or the button.</summary>
public sealed record TimeHasPassed(string Launch) : Refusal
{
    protected override Words Words => Words.Of(("launch", Launch));
}

/// <summary>What is edited is in use on an environment where every change needs an approval, for which an edit cannot wait.</summary>
public sealed record InUseWhereApprovalIsNeeded(string Environment) : Refusal
{
    protected override Words Words => Words.Of(("environment", Environment));
}
