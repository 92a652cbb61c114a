using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Controls;

public sealed partial class ReleaseControl
{
    /// <summary>Opens it to all users of an environment, or to a share of them.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="variant">For a flag, which version they get; null for a toggle.</param>
    /// <param name="share">Out of 10,000 users, how many get it; null for all.</param>
    /// <param name="seenVersion">The version that the person saw; null when the caller saw none.</param>
    /// <param name="circumstances">Clock, caller, names.</param>
    internal Result<Changed> ReleaseToEveryone(
        string environment, string? variant, int? share, int? seenVersion, Circumstances circumstances)
    {
        var served = Kind is ControlKind.Toggle ? variant ?? Variant.On : variant;
        if (CheckServing(served is null ? null : Serving.Of(served), share) is { } refusal)
            return refusal;

        var words = WordsWith(circumstances).With("variant", VariantOf(served!)!.Name);
        if (share is { } part)
            words = words.With("share", part);
        var key = (IsKillSwitch, Kind, share) switch
        {
            (true, _, null) => "ReleaseControlToEveryone.KillSwitch",
            (_, ControlKind.Toggle, null) => "ReleaseControlToEveryone",
            (_, ControlKind.Toggle, _) => "ReleaseControlToEveryone.Share",
            (_, _, null) => "ReleaseControlToEveryone.Variant",
            _ => "ReleaseControlToEveryone.VariantShare",
        };
        return Set(environment, ReleaseState.ToEveryone(Serving.Of(served!), share), seenVersion, circumstances, new Sentence(key, words));
    }

    /// <summary>Opens it to everyone with weights over its variants: an A/B test.</summary>
    internal Result<Changed> ServeSplit(
        string environment, IReadOnlyList<WeightedVariant> split, int? share, int? seenVersion, Circumstances circumstances)
    {
        if (CheckServing(Serving.Between(split), share) is { } refusal)
            return refusal;

        var words = WordsWith(circumstances).With("split", split.Select(part => (VariantOf(part.Variant)!.Name, part.Weight)));
        if (share is { } part)
            words = words.With("share", part);
        return Set(
            environment,
            ReleaseState.ToEveryone(Serving.Between(split), share),
            seenVersion,
            circumstances,
            new Sentence(share is null ? "ServeSplit" : "ServeSplit.Share", words));
    }

    /// <summary>Opens it to some groups, in this order; all others get the off variant.</summary>
    internal Result<Changed> ReleaseToGroups(
        string environment, IReadOnlyList<GroupRule> rules, int? seenVersion, Circumstances circumstances)
    {
        if (CheckGroups(rules, circumstances) is { } refusal)
            return refusal;

        var words = WordsWith(circumstances).With("groups", rules.Select(rule => circumstances.GroupNames[rule.Group]));
        var variants = rules.SelectMany(rule => rule.Serving.VariantsUsed()).Distinct(StringComparer.Ordinal).ToList();
        var key = "ReleaseToGroups";
        if (Kind is ControlKind.Flag && variants is [var only])
        {
            words = words.With("variant", VariantOf(only)!.Name);
            key = "ReleaseToGroups.Variant";
        }

        return Set(environment, ReleaseState.ToGroups(rules), seenVersion, circumstances, new Sentence(key, words));
    }

    /// <summary>Closes it for all users of an environment.</summary>
    internal Result<Changed> Withdraw(string environment, int? seenVersion, Circumstances circumstances) =>
        Set(
            environment,
            ReleaseState.Closed,
            seenVersion,
            circumstances,
            new Sentence(IsKillSwitch ? "Withdraw.KillSwitch" : "Withdraw", WordsWith(circumstances)));

    /// <summary>Puts back the state that an entry recorded as its "before".</summary>
    internal Result<Changed> Undo(string environment, ReleaseState before, int? seenVersion, Circumstances circumstances)
    {
        if (before.VariantsUsed().Any(used => VariantOf(used) is null)
            || before.Groups.Any(rule => !circumstances.GroupNames.ContainsKey(rule.Group)))
            return new CannotUndo(Name);

        return Set(environment, before, seenVersion, circumstances, new Sentence("Undo." + before.Availability, WordsWith(circumstances)));
    }

    /// <summary>Why it could not be in that state on any environment.</summary>
    internal IReadOnlyList<FieldError> CheckState(ReleaseState state, Circumstances circumstances)
    {
        var invalid = state.Availability switch
        {
            Availability.Closed => null,
            Availability.Groups => CheckGroups(state.Groups, circumstances),
            _ => CheckServing(state.Serving, state.Share),
        };
        return invalid?.Errors ?? [];
    }

    private Result<Changed> Set(
        string environment, ReleaseState wanted, int? seenVersion, Circumstances circumstances, Sentence sentence)
    {
        if (RetiredAt is not null)
            return new IsRetired(Name);
        if (seenVersion is not null && seenVersion != VersionOn(environment))
            return new Stale(Name, Meanwhile: null);

        var before = StateOn(environment);
        if (before == wanted)
            return new AlreadySo(Name);

        var state = Find(environment);
        if (state is null)
            _states.Add(state = new StateOnEnvironment(Id, environment));
        state.Set(wanted, circumstances.At, circumstances.EntryId);
        ChangedAt = circumstances.At;
        return new Changed(sentence, before, wanted);
    }

    private Invalid? CheckServing(Serving? serving, int? share)
    {
        var errors = CheckServed(serving).ToList();
        if (share is < 1 or > 9_999)
            errors.Add(new FieldError("share", "Share"));
        return Invalid.From(errors);
    }

    private Invalid? CheckGroups(IReadOnlyList<GroupRule> rules, Circumstances circumstances)
    {
        var errors = new List<FieldError>();
        if (rules.Count is 0)
            errors.Add(new FieldError("groups", "Required"));
        if (rules.DistinctBy(rule => rule.Group).Count() != rules.Count)
            errors.Add(new FieldError("groups", "Duplicate"));
        foreach (var rule in rules)
        {
            if (!circumstances.GroupNames.ContainsKey(rule.Group))
                errors.Add(new FieldError("groups", "UnknownGroup", rule.Group));
            errors.AddRange(CheckServed(rule.Serving));
        }

        return Invalid.From(errors);
    }

    // Whoever a toggle is released to gets it: "released to everyone" must not mean that everyone gets "off".
    private IReadOnlyList<FieldError> CheckServed(Serving? serving)
    {
        if (Kind is ControlKind.Toggle && serving is { Variant: null })
            return [new FieldError("variant", "SplitOfToggle")];
        if (Kind is ControlKind.Toggle && serving is { Variant: Variant.Off })
            return [new FieldError("variant", "ToggleServedOff")];
        return ControlRules.Check(serving, Variants, "variant");
    }
}
