using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Controls;

/// <summary>Controls in the search box.</summary>
public sealed class ControlSearch(ControlSearchQuery query, StateWords words, IStringLocalizer<ControlsTexts> texts) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, string environment, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];

        var found = await query.FindAsync(text, actor, environment, cancellationToken);
        return
        [
            .. found.Select(control => new SearchHit(
                texts["Title"],
                control.Name,
                control.Key + " · " + (control.IsRetired ? texts["State.Retired"].Value : words.Say(control.Availability, control.IsKillSwitch)),
                "/controls/" + control.Key)),
        ];
    }
}
