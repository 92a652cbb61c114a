using Microsoft.AspNetCore.WebUtilities;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls.Table;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class ControlListFilterTests
{
    [Fact]
    public void Address_OfAFilter_ReadsBackAsTheSame()
    {
        ControlListFilter[] filters =
        [
            new(),
            new() { Text = "spring & summer?", Purpose = Purpose.Business, Availability = Availability.Groups, On = "production" },
            new() { Owner = "Team Ü/1", Tag = "a,b \"c\"", Overdue = true, Retired = true, Order = ControlOrder.RemoveBy, Descending = true },
        ];

        Assert.All(filters, filter => Assert.Equal(filter, Read(filter.ToAddress())));
    }

    [Theory]
    [InlineData("?purpose=secret&availability=7&on=production&sort=price&overdue=perhaps")]
    [InlineData("?availability=everyone")]
    [InlineData("?on=production")]
    [InlineData("?text=%20&owner=&tag=")]
    public void Address_WithNonsense_FiltersNothing(string query) => Assert.Equal(new ControlListFilter(), Read("/controls" + query));

    [Fact]
    public void Text_Endless_IsCut() => Assert.Equal(100, Read("/controls?text=" + new string('x', 5_000)).Text!.Length);

    [Fact]
    public void SortedBy_TheSameColumnTwice_TurnsItRound()
    {
        var once = new ControlListFilter { Tag = "sale" }.SortedBy(ControlOrder.Owner);

        Assert.Equal("/controls?tag=sale&sort=owner", once.ToAddress());
        Assert.Equal("/controls?tag=sale&sort=-owner", once.SortedBy(ControlOrder.Owner).ToAddress());
    }

    [Fact]
    public void SortedBy_Changed_BeginsWithTheLast() =>
        Assert.Equal("/controls?sort=-changed", new ControlListFilter().SortedBy(ControlOrder.Changed).ToAddress());

    private static ControlListFilter Read(string address)
    {
        var query = QueryHelpers.ParseQuery(address.Contains('?', StringComparison.Ordinal) ? address[address.IndexOf('?')..] : "");
        return ControlListFilter.Read(name => query.TryGetValue(name, out var value) ? value.ToString() : null);
    }
}
