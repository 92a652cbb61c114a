using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Controls;

public sealed partial class ReleaseControl
{
    /// <summary>What stands in an address in the place of a key while there is none yet: no control can be called so.</summary>
    internal const string Reserved = "new";

    /// <summary>The same of the page about controls that could go.</summary>
    internal const string ReservedToo = "clean-up";

    /// <summary>A new control in engineers' hands, closed on every environment.</summary>
    /// <param name="id">A UUIDv7.</param>
    /// <param name="key">What code asks for; never changes, never used again.</param>
    /// <param name="kind">Toggle or flag.</param>
    /// <param name="type">The type of its values; a toggle's is Boolean whatever is given.</param>
    /// <param name="offVariant">For a flag, which variant users get who do not get the feature.</param>
    /// <param name="details">Everything that can be edited later.</param>
    /// <param name="circumstances">Clock and caller.</param>
    internal static Result<ReleaseControl> Create(
        Guid id, string key, ControlKind kind, ValueType type, string? offVariant, ControlDetails details, Circumstances circumstances)
    {
        var isToggle = kind is ControlKind.Toggle;
        var off = isToggle ? Variant.Off : offVariant ?? "";
        var today = DateOnly.FromDateTime(circumstances.At.UtcDateTime);
        var errors = new FieldRules()
            .Key("key", key)
            .That(key is not (Reserved or ReservedToo), "key", "Reserved")
            .Add(ControlRules.Check(kind, type, off, details, today, removeByBefore: null))
            .That(!details.SeenByBrowsers, "seenByBrowsers", "OperationalInBrowsers")
            .Errors;
        if (Invalid.From(errors) is { } invalid)
            return invalid;

        var control = new ReleaseControl
        {
            Id = id,
            Key = key,
            Kind = kind,
            ValueType = isToggle ? ValueType.Boolean : type,
            OffVariant = off,
            CreatedAt = circumstances.At,
        };
        control.Take(details);
        control.Touch(circumstances);
        return control;
    }

    /// <summary>What creating it is recorded as.</summary>
    internal Changed Created() => new(new Sentence("CreateControl", Words.Of(("control", Name))), Before: null, Snapshot());

    /// <summary>Alters what is written about it; a variant that some environment serves cannot go.</summary>
    internal Result<Changed> Edit(ControlDetails details, int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(seenVersion) is { } refusal)
            return refusal;

        var today = DateOnly.FromDateTime(circumstances.At.UtcDateTime);
        var errors = ControlRules.Check(Kind, ValueType, OffVariant, details, today, RemoveBy).ToList();
        if (details.SeenByBrowsers && Purpose is Purpose.Operational)
            errors.Add(new FieldError("seenByBrowsers", "OperationalInBrowsers"));
        if (details.Lifetime is Lifetime.LongLived && Lifetime is Lifetime.Temporary && Purpose is Purpose.Business)
            errors.Add(new FieldError("lifetime", "LongLivedInBusinessHands")); // or handing over a long-lived one would not need a second engineer
        if (Invalid.From(errors) is { } invalid)
            return invalid;
        if (Kind is ControlKind.Flag && FirstVariantLost(details.Variants) is { } lost)
            return lost;

        return Alter("EditControl", circumstances, () => Take(details));
    }

    /// <summary>Hands it over to business users. A long-lived one needs a second engineer: the first call only asks.</summary>
    internal Result<Changed> HandOver(int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(seenVersion) is { } refusal)
            return refusal;
        if (Purpose is Purpose.Business)
            return new AlreadySo(Name);
        if (Lifetime is Lifetime.LongLived && HandOverAskedBy is null)
            return Alter("HandOver.Asked", circumstances, () => HandOverAskedBy = circumstances.Actor.Id);
        if (Lifetime is Lifetime.LongLived && HandOverAskedBy == circumstances.Actor.Id)
            return new SecondEngineerNeeded(Name);

        return Alter("HandOver", circumstances, () => (Purpose, HandOverAskedBy) = (Purpose.Business, null));
    }

    /// <summary>Takes it back into engineers' hands, or ends the wait for a second engineer.</summary>
    internal Result<Changed> TakeBack(int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(seenVersion) is { } refusal)
            return refusal;
        if (Purpose is Purpose.Operational)
        {
            return HandOverAskedBy is null
                ? new AlreadySo(Name)
                : Alter("TakeBack.Asked", circumstances, () => HandOverAskedBy = null);
        }

        return Alter("TakeBack", circumstances, () => (Purpose, SeenByBrowsers) = (Purpose.Operational, false));
    }

    /// <summary>Removes it: from now on it answers as unknown. Its states stay, so that restoring brings back what was.</summary>
    /// <param name="noCodeAsks">The engineer's word that no code asks for it.</param>
    /// <param name="seenVersion">The version that the person saw; null when the caller saw none.</param>
    /// <param name="circumstances">Clock and caller.</param>
    /// <param name="stillAsked">Who was seen to ask all the same, where no reason was given; null for nobody.</param>
    internal Result<Changed> Retire(bool noCodeAsks, int? seenVersion, Circumstances circumstances, StillAskedFor? stillAsked = null)
    {
        if (Refuse(seenVersion) is { } refusal)
            return refusal;
        if (!noCodeAsks)
            return new ConfirmationNeeded();
        if (stillAsked is not null)
            return stillAsked;

        return Alter("Retire", circumstances, () => RetiredAt = circumstances.At);
    }

    /// <summary>Brings a retired control back, in the states that it had.</summary>
    internal Result<Changed> Restore(int? seenVersion, Circumstances circumstances)
    {
        if (RetiredAt is null)
            return new AlreadySo(Name);
        if (seenVersion is not null && seenVersion != Version)
            return new Stale(Name, Meanwhile: null);

        return Alter("RestoreControl", circumstances, () => RetiredAt = null);
    }

    /// <summary>What the history keeps of the definition.</summary>
    internal ControlSnapshot Snapshot() => new(this);

    private Refusal? Refuse(int? seenVersion)
    {
        if (RetiredAt is not null)
            return new IsRetired(Name);
        return seenVersion is not null && seenVersion != Version ? new Stale(Name, Meanwhile: null) : null;
    }

    private VariantInUse? FirstVariantLost(IReadOnlyList<Variant> wanted)
    {
        foreach (var state in _states)
        {
            foreach (var used in state.State.VariantsUsed().Where(used => wanted.All(variant => variant.Key != used)))
                return new VariantInUse(VariantOf(used)?.Name ?? used, state.Environment);
        }

        return null;
    }

    private Result<Changed> Alter(string sentence, Circumstances circumstances, Action act)
    {
        var before = Snapshot();
        act();
        var after = Snapshot();
        if (before.SameAs(after))
            return new AlreadySo(Name);

        Touch(circumstances);
        return new Changed(new Sentence(sentence, Words.Of(("control", Name))), before, after);
    }

    private void Touch(Circumstances circumstances)
    {
        Version++;
        ChangedAt = circumstances.At;
        LastEntry = circumstances.EntryId;
    }

    private void Take(ControlDetails details)
    {
        Name = details.Name.Trim();
        Description = FieldRules.Trimmed(details.Description);
        Owner = FieldRules.Trimmed(details.Owner);
        Area = details.Area;
        Tags = [.. details.Tags.Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)];
        Lifetime = details.Lifetime;
        RemoveBy = details.Lifetime is Lifetime.Temporary ? details.RemoveBy : null;
        Justification = details.Lifetime is Lifetime.LongLived ? details.Justification?.Trim() : null;
        SeenByBrowsers = details.SeenByBrowsers;
        EffectWhenOff = FieldRules.Trimmed(details.EffectWhenOff);
        Variants = Kind is ControlKind.Toggle ? Variant.OfToggle : [.. details.Variants];
    }
}
