using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ReleasePortal.Features.Controls;

/// <summary>By when a temporary control should be gone: "by 30 Nov", "overdue since 30 Nov 2025".</summary>
public sealed class RemoveByWords(IStringLocalizer<ControlsTexts> texts)
{
    /// <param name="day">By when it should be gone.</param>
    /// <param name="today">Another year than this one's is named.</param>
    /// <param name="isOverdue">It should be gone by now, and is not.</param>
    public string Say(DateOnly day, DateOnly today, bool isOverdue) =>
        texts[isOverdue ? "RemoveBy.Overdue" : "RemoveBy.By", day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.CurrentCulture)];
}
