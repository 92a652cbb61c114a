namespace ReleasePortal.Domain.Controls;

/// <summary>When a temporary control has done its work. The clock runs from the day when everyone on the last environment has the feature.</summary>
public static class Ripeness
{
    /// <summary>The one variant that all users get, whoever they are; null when it depends on the user, or the control is closed.</summary>
    public static string? VariantOfAll(ReleaseState state)
    {
        if (state is not { Availability: Availability.Everyone, Share: null, Serving: { } serving })
            return null;
        if (serving.Variant is { } one)
            return one;

        return serving.Split.Where(part => part.Weight > 0).ToList() is [var only] ? only.Variant : null;
    }

    /// <summary>Whether it should go by now: its day has passed, or everyone has had the feature for long enough.</summary>
    /// <param name="removeBy">Its day.</param>
    /// <param name="openSince">Since when everyone on the last environment gets one variant; null when not everyone does.</param>
    /// <param name="now">This instant.</param>
    /// <param name="days">How long is long enough.</param>
    public static bool IsRipe(DateOnly? removeBy, DateTimeOffset? openSince, DateTimeOffset now, int days) =>
        removeBy < DateOnly.FromDateTime(now.UtcDateTime) || openSince <= now.AddDays(-days);
}
