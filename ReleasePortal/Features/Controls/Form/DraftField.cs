using System.Globalization;

namespace ReleasePortal.Features.Controls.Form;

/// <summary>One thing that can be edited about a control, for telling two drafts apart field by field.</summary>
/// <param name="Name">Its name in the API's spelling.</param>
/// <param name="Read">Its value as text; an enum's name, a date as ISO, "true" or "false".</param>
/// <param name="Take">Copies it from the second draft into the first.</param>
public sealed record DraftField(string Name, Func<ControlDraft, string> Read, Action<ControlDraft, ControlDraft> Take)
{
    /// <summary>All that an edit can change, in the order of the form.</summary>
    public static IReadOnlyList<DraftField> All { get; } =
    [
        Of("name", draft => draft.Name, (to, from) => to.Name = from.Name),
        Of("description", draft => draft.Description, (to, from) => to.Description = from.Description),
        Of("owner", draft => draft.Owner, (to, from) => to.Owner = from.Owner),
        Of("area", draft => draft.Area == ControlDraft.NewArea ? draft.NewAreaName : draft.Area, (to, from) => (to.Area, to.NewAreaName) = (from.Area, from.NewAreaName)),
        Of("tags", draft => draft.Tags, (to, from) => to.Tags = from.Tags),
        Of("lifetime", draft => draft.Lifetime.ToString(), (to, from) => to.Lifetime = from.Lifetime),
        Of("removeBy", draft => draft.RemoveBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (to, from) => to.RemoveBy = from.RemoveBy),
        Of("justification", draft => draft.Justification, (to, from) => to.Justification = from.Justification),
        Of("variants", SayVariants, (to, from) => to.TakeVariants(from)),
        Of("effectWhenOff", draft => draft.EffectWhenOff, (to, from) => to.EffectWhenOff = from.EffectWhenOff),
        Of("seenByBrowsers", draft => draft.SeenByBrowsers ? "true" : "false", (to, from) => to.SeenByBrowsers = from.SeenByBrowsers),
    ];

    public bool Differs(ControlDraft one, ControlDraft other) => Read(one) != Read(other);

    private static DraftField Of(string name, Func<ControlDraft, string?> read, Action<ControlDraft, ControlDraft> take) =>
        new(name, draft => read(draft)?.Trim() ?? "", take);

    private static string SayVariants(ControlDraft draft) =>
        string.Join(", ", draft.Variants.Select(variant => $"{variant.Name} ({variant.Key}: {variant.Value})"));
}

/// <summary>A field that somebody else changed while this person was typing.</summary>
/// <param name="Field">Which one.</param>
/// <param name="Before">What it was when the person began.</param>
/// <param name="Now">What it is now.</param>
/// <param name="Mine">What the person has typed there; null when they left it alone.</param>
public sealed record Meanwhile(DraftField Field, string Before, string Now, string? Mine);

/// <summary>What a person is typing, on top of what they saw when they began.</summary>
/// <param name="began">The control as they saw it.</param>
/// <param name="version">The version of that.</param>
public sealed class DraftInProgress(ControlDraft began, int version)
{
    private ControlDraft _began = began;

    /// <summary>What is typed.</summary>
    public ControlDraft Draft { get; private set; } = began.Copy();

    /// <summary>The version that the person has seen.</summary>
    public int Version { get; private set; } = version;

    public bool IsDirty => DraftField.All.Any(one => one.Differs(Draft, _began));

    /// <summary>What somebody else changed since, and what of it the person has changed too.</summary>
    public IReadOnlyList<Meanwhile> Compare(ControlDraft now) =>
    [
        .. DraftField.All
            .Where(field => field.Differs(now, _began))
            .Select(field => new Meanwhile(
                field,
                field.Read(_began),
                field.Read(now),
                field.Differs(Draft, _began) && field.Differs(Draft, now) ? field.Read(Draft) : null)),
    ];

    /// <summary>Goes on from the new state: what the person left alone becomes as it is now, what they typed stays.</summary>
    public void GoOnFrom(ControlDraft now, int version)
    {
        foreach (var field in DraftField.All.Where(field => !field.Differs(Draft, _began)))
            field.Take(Draft, now);
        (_began, Version) = (now.Copy(), version);
    }

    /// <summary>Drops what was typed.</summary>
    public void StartOver(ControlDraft now, int version) => (_began, Draft, Version) = (now.Copy(), now.Copy(), version);
}
