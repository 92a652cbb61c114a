using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using WebShop.Pages;

namespace WebShop;

/// <summary>What the shop answers.</summary>
internal static class Page
{
    public static RazorComponentResult Of<TPage>()
        where TPage : IComponent => new RazorComponentResult<TPage>();

    public static Results<RazorComponentResult<ProductPage>, NotFound> OfProduct(string slug) =>
        Product.All.FirstOrDefault(product => product.Slug == slug) is { } product
            ? new RazorComponentResult<ProductPage>(new Dictionary<string, object?> { [nameof(ProductPage.Product)] = product })
            : TypedResults.NotFound();

    public static IResult File(string name, string type) =>
        TypedResults.Stream(typeof(Page).Assembly.GetManifestResourceStream($"WebShop.{name}")!, type);
}
