using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Shell;

/// <summary>Puts the rooms of the side navigation, and the person's own acts, into the search box.</summary>
public sealed class PageSource(
    IEnumerable<NavigationItem> items,
    IStringLocalizerFactory localizers,
    IStringLocalizer<ShellTexts> texts) : ISearchSource
{
    public Task<IReadOnlyList<SearchHit>> FindAsync(
        string text, Actor actor, string environment, CancellationToken cancellationToken)
    {
        var rooms = items
            .Where(item => item.IsFor(actor))
            .OrderBy(item => item.Order)
            .Select(item => new SearchHit(texts["Find.Pages"], item.Name(localizers), "", item.Href))
            .Append(new SearchHit(texts["Find.Pages"], texts["ChangePassword"], "", "/account/password"))
            .Where(hit => hit.Title.Contains(text, StringComparison.CurrentCultureIgnoreCase));
        return Task.FromResult<IReadOnlyList<SearchHit>>([.. rooms]);
    }
}
