using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Administration;

/// <summary>Lets administrators find people, API keys and environments; nobody else finds any.</summary>
public sealed class AdministrationSearch(
    PeopleQuery people, KeysQuery keys, EnvironmentsQuery environments, IStringLocalizer<AdministrationTexts> texts) : ISearchSource
{
    private const int Most = 5;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, string environment, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];

        var foundPeople = (await people.ListAsync(text, actor, cancellationToken))
            .Select(person => new SearchHit(
                texts["People.Title"], person.Name, person.Email, "/administration/people?text=" + Uri.EscapeDataString(person.Email)));
        var foundKeys = (await keys.ListAsync(actor, cancellationToken))
            .Where(key => key.RevokedAt is null && (Has(key.Name) || key.Prefix.StartsWith(text.Trim(), StringComparison.Ordinal)))
            .Select(key => new SearchHit(texts["Keys.Title"], key.Name, key.Environment, "/administration/keys"));
        var foundEnvironments = (await environments.ListAsync(actor, cancellationToken))
            .Where(found => Has(found.Details.Name) || Has(found.Key))
            .Select(found => new SearchHit(texts["Environments.Title"], found.Details.Name, found.Key, "/administration/environments"));
        return [.. foundPeople.Take(Most), .. foundKeys.Take(Most), .. foundEnvironments.Take(Most)];

        bool Has(string name) => name.Contains(text.Trim(), StringComparison.CurrentCultureIgnoreCase);
    }
}
