using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>
/// One of the few good answers that a control on an environment can give. All are known as soon as it is compiled, so that whoever
/// answers can word them once, and count them.
/// </summary>
public sealed class Outcome
{
    internal Outcome(int index, ServedVariant variant, Reason reason, Availability availability, string audience) =>
        (Index, Variant, Reason, Availability, Audience) = (index, variant, reason, availability, audience);

    /// <summary>Its place among <see cref="CompiledControl.Outcomes"/>.</summary>
    public int Index { get; }

    public ServedVariant Variant { get; }

    public Reason Reason { get; }

    public Availability Availability { get; }

    /// <summary>The group's key, <see cref="Answer.Everyone"/> or <see cref="Answer.Nobody"/>.</summary>
    public string Audience { get; }
}
