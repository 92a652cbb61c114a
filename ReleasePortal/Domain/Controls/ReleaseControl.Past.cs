namespace ReleasePortal.Domain.Controls;

public sealed partial class ReleaseControl
{
    /// <summary>
    /// A control as entries tell of it, to be looked at: its versions, and who waits for a second engineer, are not known from them.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="key">Its key.</param>
    /// <param name="definition">What the last entry about its definition left it in.</param>
    /// <param name="at">When that entry was written.</param>
    /// <param name="entry">That entry.</param>
    /// <param name="createdAt">When the first entry about it was written; null where that one was not read.</param>
    /// <param name="states">Where it stands, on the environments that were read.</param>
    internal static ReleaseControl AsItWas(
        Guid id, string key, ControlSnapshot definition, DateTimeOffset at, Guid entry, DateTimeOffset? createdAt, IReadOnlyCollection<StateOnEnvironment> states) => new()
        {
            Id = id,
            Key = key,
            Kind = definition.Kind,
            ValueType = definition.ValueType,
            OffVariant = definition.OffVariant,
            Purpose = definition.Purpose,
            Name = definition.Name,
            Description = definition.Description,
            Owner = definition.Owner.Value ?? "",
            Area = definition.Area,
            Tags = definition.Tags,
            Lifetime = definition.Lifetime,
            RemoveBy = definition.RemoveBy,
            Justification = definition.Justification,
            SeenByBrowsers = definition.SeenByBrowsers,
            EffectWhenOff = definition.EffectWhenOff,
            Variants = definition.Variants,
            CreatedAt = createdAt ?? default,
            RetiredAt = definition.Retired ? at : null, // nothing but restoring it can follow
            ChangedAt = states.Max(state => state.ChangedAt) is { } changed && changed > at ? changed : at,
            LastEntry = entry,
            _states = [.. states],
        };

    /// <summary>The same control, to be looked at, where it stands like this and nowhere else.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="state">The state there.</param>
    /// <param name="entry">What tells this state apart from others.</param>
    internal ReleaseControl Standing(string environment, ReleaseState state, Guid entry)
    {
        var copy = (ReleaseControl)MemberwiseClone();
        var there = new StateOnEnvironment(Id, environment);
        there.Set(state, ChangedAt, entry);
        copy._states = [there];
        return copy;
    }
}
