using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Launches;

/// <summary>Puts launches into the search box.</summary>
public sealed class LaunchSearch(LaunchSearchQuery query, LaunchWords words, IStringLocalizer<LaunchesTexts> texts) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, string environment, CancellationToken cancellationToken)
    {
        var launches = await query.FindAsync(text, environment, actor, cancellationToken);
        return
        [
            .. launches.Select(launch => new SearchHit(
                texts["Title"],
                launch.Name,
                texts["Search.Detail", words.Say(launch.Status), launch.Environment],
                $"/launches/{launch.Id}")),
        ];
    }
}
