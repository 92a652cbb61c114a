using Microsoft.Extensions.Localization;

namespace ReleasePortal.Components;

/// <summary>Lengths of time as people say them.</summary>
public sealed class DurationWords(IStringLocalizer<ComponentsTexts> texts)
{
    private static readonly (TimeSpan Unit, string Name)[] Units =
        [(TimeSpan.FromDays(1), "Day"), (TimeSpan.FromHours(1), "Hour"), (TimeSpan.FromMinutes(1), "Minute"), (TimeSpan.FromSeconds(1), "Second")];

    /// <summary>"1 hour", "2 days", "90 minutes": whole units, the largest that fits.</summary>
    public string Say(TimeSpan duration)
    {
        var (unit, name) = Units.First(known => known.Unit == Units[^1].Unit || (duration >= known.Unit && duration.Ticks % known.Unit.Ticks is 0));
        var count = duration.Ticks / unit.Ticks;
        return count is 1 ? texts[$"Duration.{name}"] : texts[$"Duration.{name}s", count];
    }
}
