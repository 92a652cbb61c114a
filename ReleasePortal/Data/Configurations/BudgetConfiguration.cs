using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain.Budgets;

namespace ReleasePortal.Data.Configurations;

internal sealed class BudgetConfiguration : IEntityTypeConfiguration<BudgetSheet>
{
    public void Configure(EntityTypeBuilder<BudgetSheet> builder)
    {
        builder.Property(sheet => sheet.Id).ValueGeneratedNever();
        builder.Property(sheet => sheet.Limits).HasJson();
        builder.Property(sheet => sheet.Version).IsConcurrencyToken();
    }
}
