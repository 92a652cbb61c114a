using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Components.Groups;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Audiences;

/// <summary>Puts groups into the search box.</summary>
public sealed class GroupSearch(GroupSearchQuery query, GroupWords words, IStringLocalizer<AudiencesTexts> texts) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, string environment, CancellationToken cancellationToken)
    {
        var groups = await query.FindAsync(text, actor, cancellationToken);
        return
        [
            .. groups.Select(group => new SearchHit(
                texts["Search.Group"],
                group.Name,
                words.Describe(group.Members.Count, group.Conditions, group.Sample),
                "/audiences/" + group.Key)),
        ];
    }
}
